"""Send bodies byte by byte, for longer than they may take, and see when somebody has enough."""

from __future__ import annotations

import select
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import NamedTuple

from gonogo.contract.model import Contract
from gonogo.contract.security import Body
from gonogo.instruments.inputs.message import Plain
from gonogo.instruments.raw import converse
from gonogo.instruments.tunnel import connected
from gonogo.instruments.urls import authority, below, target_of
from gonogo.instruments.waits import pause
from gonogo.suites.security.experiments.accepted import plain
from gonogo.suites.security.experiments.credentials import wrong_credentials
from gonogo.suites.security.observations.slow import SlowBodies, Trickled
from gonogo.targets.base import Target
from gonogo.targets.forms import as_sent

_BYTES = 64
"""So many come one by one at most."""
_PACE, _MOST_PACE_SECONDS = 0.1, 1.0
"""A byte comes each tenth of the time that all may take, or sooner."""
_BEYOND, _LEAST_BEYOND_SECONDS = 0.25, 2.5
"""So much longer than it may take is watched, since a clock may begin late and be looked at seldom."""
_PATIENCE_SECONDS = 5.0
_LIMITED = 429
_FILLERS = {"application/json": (b" " * _BYTES, b""), "application/x-www-form-urlencoded": (b"", b"&x=")}


class _Slow(NamedTuple):
    name: str
    url: str
    request: Plain
    promised: int | None
    """None where any answer will do: how a stranger is refused is another rule's matter."""


def trickle(target: Target, body: Body, contract: Contract) -> SlowBodies:
    """Send all at once, each in both framings, once they were answered whole; a stranger's as well."""
    if (seconds := body.within_seconds) is None:
        return SlowBodies(())
    requests = [*_requests(target, body, contract), *_of_strangers(target, body, contract)]
    answered = [(one, said) for one in requests if _shows((said := _status(one)), one.promised)]
    ways = [(one, said, chunked) for one, said in answered for chunked in (False, True)]
    with ThreadPoolExecutor(max(1, len(ways))) as pool:
        sent = [pool.submit(_trickled, *way, seconds) for way in ways]
    return SlowBodies(tuple(one.result() for one in sent))


def _requests(target: Target, body: Body, contract: Contract) -> Iterator[_Slow]:
    """Give the request at the entry and past what stands before it, and the form that begins a session."""
    for url, name in _places(target).items():
        request = body.request
        asked = f"{request.method} {request.path} at {name}"
        yield _Slow(asked, url, plain(target, url, request), request.status)
    cookies = contract.security.cookies if contract.security else None
    if cookies is not None:
        form, resolve = cookies.sign_in, target.context.secrets.resolve
        headers, content = as_sent(target.entry, form, {}, resolve)
        url = below(target.entry, form.path)
        written = Plain(form.method, target_of(url), authority(url), tuple(headers.items()), content)
        yield _Slow(f"{form.method} {form.path} at entry", target.entry, written, form.status)


def _places(target: Target) -> dict[str, str]:
    places = {"entry": target.entry} | {replica.name: replica.url for replica in target.replicas[:1]}
    return {url: name for name, url in reversed(places.items())}


def _of_strangers(target: Target, body: Body, contract: Contract) -> Iterator[_Slow]:
    """Give the request without a credential, and at the entry with one that nobody gave out."""
    if body.request.credential is None:
        return
    request = body.request.model_copy(update={"credential": None})
    unknown = next((headers for kind, headers in wrong_credentials(contract) if kind == "unknown"), {})
    for url, name in _places(target).items():
        asked = f"{request.method} {request.path} at {name}"
        written = plain(target, url, request)
        yield _Slow(f"{asked} without a credential", url, written, None)
        if url == target.entry:
            taken = {name.lower() for name in unknown}
            others = [field for field in written.fields if field[0].lower() not in taken]
            wrong = replace(written, fields=(*others, *unknown.items()))
            yield _Slow(f"{asked} with a wrong credential", url, wrong, None)


def _shows(said: int | None, promised: int | None) -> bool:
    """Whether a slow body shows more; not of whoever has signed in, or was refused, too often by now."""
    if promised is None:
        return said not in (None, _LIMITED)
    return said != _LIMITED or promised == _LIMITED


def _status(one: _Slow) -> int | None:
    said = converse(one.url, one.request.written(), b"", within_seconds=_PATIENCE_SECONDS)
    return said.statuses[0] if said.statuses else None


def _trickled(one: _Slow, whole: int | None, chunked: bool, seconds: float) -> Trickled:
    """Send the head and all but the last bytes, then one at a time until there is an answer or an end."""
    watched = seconds + max(_LEAST_BEYOND_SECONDS, _BEYOND * seconds)
    what = f"{one.name}, {'in chunks' if chunked else 'by its length'}"
    promised = whole if one.promised is None else one.promised
    seen = Trickled(what, promised, whole, None, round(watched, 3), "")
    try:
        with connected(one.url, _PATIENCE_SECONDS) as connection:
            return _drip(connection, seen, _longer(one.request), chunked=chunked, pace=_pace(seconds))
    except OSError as failure:
        return replace(seen, how=f"it could not be sent: {failure}")


def _pace(seconds: float) -> float:
    return min(_MOST_PACE_SECONDS, _PACE * seconds)


def _longer(request: Plain) -> Plain:
    """Make room for what comes byte by byte, and changes nothing."""
    kind = next((value for name, value in request.fields if name.lower() == "content-type"), "")
    before, after = _FILLERS.get(kind.partition(";")[0], (b"", b""))
    return replace(request, body=before + request.body + after + (b"x" * _BYTES if after else b""))


def _drip(
    connection: socket.socket, seen: Trickled, request: Plain, *, chunked: bool, pace: float
) -> Trickled:
    head, content = _parted(request, chunked=chunked)
    began = time.monotonic()
    connection.sendall(head)
    for number in range(int(seen.watched_seconds / pace) + 1):
        if how := _ended(connection, pace):
            return replace(seen, ended_seconds=round(time.monotonic() - began, 3), how=how)
        if time.monotonic() - began >= seen.watched_seconds:
            break
        if (byte := content[number : number + 1]) and number + 1 < len(content):
            try:
                connection.sendall(b"1\r\n%s\r\n" % byte if chunked else byte)
            except OSError:
                return replace(
                    seen, ended_seconds=round(time.monotonic() - began, 3), how="its connection ended"
                )
    return replace(seen, how="neither answered nor ended")


def _parted(request: Plain, *, chunked: bool) -> tuple[bytes, bytes]:
    """Return what is sent at once, and what comes byte by byte; the last of that never does."""
    if chunked:
        return request.written("Transfer-Encoding: chunked", body=b""), request.body
    written = request.written()
    return written[: len(written) - len(request.body)], request.body


def _ended(connection: socket.socket, seconds: float) -> str:
    """Wait so long for an answer or an end, and say which came."""
    began = time.monotonic()
    readable, _, _ = select.select([connection], [], [], seconds)
    if not readable:
        return ""
    try:
        said = connection.recv(65_536)
    except OSError:
        return "its connection ended"
    if said.startswith(b"HTTP/1.1 1"):  # 100 Continue answers nothing
        pause(max(0.0, began + seconds - time.monotonic()), "the pace is kept")
        return ""
    return f"answered {said[9:12].decode('latin-1')}" if said else "its connection ended"
