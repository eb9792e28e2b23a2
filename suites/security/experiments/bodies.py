"""Send a body of exactly the limit, and one that is a byte larger."""

from __future__ import annotations

import gzip
import json
import uuid
from collections.abc import Iterator
from contextlib import suppress
from itertools import product

from gonogo.contract.model import Contract
from gonogo.contract.security import Body
from gonogo.instruments.probe.answer import Answer
from gonogo.instruments.probe.ask import probe
from gonogo.instruments.urls import below
from gonogo.suites.security.experiments.forms import send
from gonogo.suites.security.experiments.objects import created, worded
from gonogo.suites.security.experiments.shapes import PARTS, shaped, shapes
from gonogo.suites.security.observations.bodies import Bodies, FormSent, Lettered, Sent
from gonogo.targets.base import Target, TargetError

_WITH_BODY = ("PUT", "PATCH", "POST")
_BEYOND_ANY, _MOST_BYTES = 16, 8_000_000
_LETTER = "\U0001f4da"  # four bytes in UTF-8, two units of UTF-16
_LETTERS_FROM_BYTES = 1_000  # below it the field's own name is most of the body
_SECONDS = 15.0  # for a limit of many megabytes


def send_large_bodies(target: Target, body: Body, contract: Contract) -> Bodies:
    """Send each size with its length said before and in chunks, at the entry and past what stands before."""
    places = [("entry", target.entry)]
    places += [(replica.name, replica.url) for replica in target.replicas]
    ways = [
        (source, url, chunked, form)
        for source, url in places
        for chunked in (False, True)
        for form in shapes(body)
        if not (chunked and form == PARTS)  # how many there are is no matter of how they are sent
    ]
    return Bodies(
        within=tuple(_send(target, body, *way, beyond=False) for way in ways),
        beyond=tuple(_send(target, body, *way, beyond=True) for way in ways),
        forms=tuple(_forms(target, body, contract)),
        inflated=tuple(sent for place in places for sent in _inflated(target, body, *place)),
        changed=tuple(_changed(target, body, contract)),
        lettered=tuple(
            _lettered(target, body, *way[:3])
            for way in ways
            if body.request.type == "json" and (body.limit_bytes or 0) >= _LETTERS_FROM_BYTES
        ),
    )


def _changed(target: Target, promised: Body, contract: Contract) -> Iterator[Sent]:
    """Make what the promised request makes, and change it with bodies beyond the limit, sent either way."""
    owned = contract.security.ownership if contract.security else None
    if owned is None or promised.limit_bytes is None or owned.create.path != promised.request.path:
        return
    owner, made = target.headers(owned.create.credential), list[str]()
    with suppress(TargetError):  # whether an object can be made is for the rule on owners to say
        made = created(target, owned, owner)[:1]
    for url, method, chunked in product(made, owned.methods, (False, True)):
        if method not in _WITH_BODY:
            continue
        headers, body = worded(owned, method, probe(url, headers=owner))
        large = (body or b"{}").ljust(promised.limit_bytes + 1)
        answer = probe(
            url,
            method=method,
            headers=headers | owner,
            body=large,
            chunked=chunked,
            deadline_seconds=_SECONDS,
        )
        yield Sent("entry", chunked, len(large), answer.status, answer.error or "", f"a change by {method}")


def _lettered(target: Target, promised: Body, source: str, url: str, chunked: bool) -> Lettered:
    """Send a body beyond the limit in bytes and within it in letters, and a small one of the same kind."""

    def status(content: str) -> int | None:
        return _post(target, promised, url, "application/json", content.encode(), chunked=chunked).status

    small, limit = _with_letters(promised, 1), promised.limit_bytes or 0
    large = _with_letters(promised, 2 + (limit - len(small.encode())) // len(_LETTER.encode()))
    return Lettered(source, chunked, len(large.encode()), len(large), status(small), status(large))


def _with_letters(promised: Body, count: int) -> str:
    written = json.dumps({**(promised.request.body or {}), "filler": _LETTER * count}, ensure_ascii=False)
    return written.replace("{uuid}", str(uuid.uuid4()))


def _inflated(target: Target, body: Body, source: str, url: str) -> Iterator[Sent]:
    """Send a small body as gzip; where that is read, one that is far beyond the limit once it is inflated.

    What takes something that is no gzip as well reads neither.
    """
    if body.request.type != "json" or body.limit_bytes is None:
        return
    small = filled(body, body.limit_bytes)
    size = min(_BEYOND_ANY * body.limit_bytes, _MOST_BYTES)
    if (
        _send_as_gzip(target, body, source, url, gzip.compress(small), len(small)).status
        != body.request.status
    ):
        return
    if _send_as_gzip(target, body, source, url, b"{" * 64, 64).status == body.request.status:
        return
    if size > body.limit_bytes:
        yield _send_as_gzip(target, body, source, url, gzip.compress(filled(body, size)), size)


def _send_as_gzip(target: Target, promised: Body, source: str, url: str, content: bytes, size: int) -> Sent:
    request = promised.request
    kinds = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
    answer = probe(
        below(url, request.path),
        method=request.method,
        headers=target.headers(request.credential) | kinds,
        body=content,
        deadline_seconds=_SECONDS,
    )
    return Sent(
        source, chunked=False, size_bytes=size, status=answer.status, error=answer.error or "", form="gzip"
    )


def _forms(target: Target, body: Body, contract: Contract) -> Iterator[FormSent]:
    """Send the sign-in with one field more, so large that no form has a reason for it.

    Its own limit may be another one than that of the promised request; none at all is for nobody.
    """
    cookies = contract.security.cookies if contract.security else None
    if cookies is None or body.limit_bytes is None:
        return
    form, size = cookies.sign_in, min(_BEYOND_ANY * body.limit_bytes, _MOST_BYTES)
    sent = form.model_copy(update={"fields": form.fields | {"filler": "x" * size}})
    if size > body.limit_bytes:
        yield FormSent(form.name, form.path, size, form.status, send(target, sent).status)


def _send(
    target: Target, promised: Body, source: str, url: str, chunked: bool, form: str, *, beyond: bool
) -> Sent:
    kind, content = written(promised, form, beyond=beyond)
    answer = _post(target, promised, url, kind, content, chunked=chunked)
    said = f"{answer.error}: {answer.detail}" if answer.error else ""
    return Sent(source, chunked, len(content), answer.status, said, form)


def _post(target: Target, promised: Body, url: str, kind: str, content: bytes, *, chunked: bool) -> Answer:
    request = promised.request
    return probe(
        below(url, request.path),
        method=request.method,
        headers=target.headers(request.credential) | {"Content-Type": kind},
        body=content,
        chunked=chunked,
        deadline_seconds=_SECONDS,
    )


def written(promised: Body, form: str, *, beyond: bool) -> tuple[str, bytes]:
    """Return the media type and a body at the limit, or beyond it."""
    if form:
        return shaped(promised, form, beyond=beyond)
    return "application/json", filled(promised, (promised.limit_bytes or 0) + beyond)


def filled(promised: Body, size: int) -> bytes:
    """Return the request's body with as many blanks after it as make it that large: JSON allows them."""
    written = json.dumps(promised.request.body or {}).replace("{uuid}", str(uuid.uuid4())).encode()
    if len(written) > size:
        raise TargetError(
            f"security.body.request has a body of {len(written)} bytes, and the limit is {size}"
        )
    return written.ljust(size)
