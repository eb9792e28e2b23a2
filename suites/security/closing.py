"""What the rules on private paths share. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement
from gonogo.suites.security.observations.surface import Disguised, PrivatePaths, PrivateWrites, Response
from gonogo.suites.security.surface import unserved

_TAKEN = range(200, 300)
_CLOSED = (401, 403, 404, 410)
_REDIRECTS = (301, 302, 303, 307, 308)
_ANEW = re.compile(
    r"""((?:nonce|csrf[^>]{0,80}?(?:content|value))=)["'][^"'>]{0,200}["']"""
    r"""|(\b(?:data-[\w-]{1,60}|id|key|content|value)=)"""
    r"""["'](?=[\w.-]{0,60}\d)[\w.-]{5,200}={0,2}["']""",
    re.IGNORECASE,
)
"""What a page has of its own: the nonce of its scripts, what its forms send back, a mark with a digit."""
_OF_A_MOMENT = re.compile(
    r"(?<![\w./-])(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{16,128}|\d{10,19}"
    r"|\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,9})?)(?![\w./-])",
    re.IGNORECASE,
)
"""What stands for one request or one moment; no part of a path, which names another program."""
_CUT_OFF = "reset"
"""How a probe calls it that a connection ended without an answer, as with nginx's `return 444`."""
_DRAWN = re.compile(r"(?<=[?&])(state|nonce|code_challenge|request_id)=[^&#]*", re.IGNORECASE)
"""What a redirect to a provider has of its own (OpenID Connect Core 1.0, 3.1.2.1; RFC 7636, 4.3)."""


def judge_closed(seen: PrivatePaths | PrivateWrites) -> Judgement:
    """Refuse any other status than 401, 403 and 404; without a public path that is served nobody can tell.

    Where one is, a connection that ends without an answer is a refusal.

    What is answered just as a path that nobody serves is closed: a page of an application in a browser, or
    the way to a sign-in.
    """
    served = not (why := unserved(seen.control))
    of_nobody = dict(seen.of_nobody)
    problems = tuple(
        Problem(f"{_asked(r.method, r.path)} at the public entry", "401, 403 or 404", f"status {r.status}")
        for r in seen.answers
        if r.status is not None
        and r.status not in _CLOSED
        and (served or r.status in _TAKEN)
        and not _is_of_nobody(r, of_nobody.get(r.path))
    )
    problems += tuple(_disguised(seen)) if isinstance(seen, PrivatePaths) else ()
    unanswered = [r.path for r in seen.answers if r.status is None and not (served and _is_cut_off(r))]
    if not problems and (unanswered or not seen.answers):
        return Judgement.cannot_tell(f"no answer for {', '.join(unanswered) or 'any private path'}")
    if not problems and not served:
        return Judgement.cannot_tell(f"of what is public at the entry {why}")
    return Judgement(len(seen.answers), problems)


def _disguised(seen: PrivatePaths) -> Iterator[Problem]:
    """Give each closed path that is served in disguise, where not everything is that nobody knows."""
    closed = {r.path for r in seen.answers if r.status in _CLOSED or _is_cut_off(r)}
    for one in seen.disguised:
        if one.path in closed and one.answer.status in _TAKEN and not _is_catch_all(one):
            where = f"{one.path} at the public entry, {one.how}: {one.answer.path}"
            yield Problem(where, "401, 403 or 404", f"status {one.answer.status}")


def _is_cut_off(response: Response) -> bool:
    return response.error.startswith(_CUT_OFF)


def _is_of_nobody(one: Response, other: Response | None) -> bool:
    """Whether a path is answered as one that nobody serves."""
    if other is None or one.status != other.status:
        return False
    return _is_same_page(one, other) if one.status in _TAKEN else _leads_alike(one, other)


def _leads_alike(one: Response, other: Response) -> bool:
    """Whether both are sent to the same sign-in, which may be told where to come back to."""
    if one.status not in _REDIRECTS:
        return False
    ways = [[_without(r.path, way) for way in r.values("Location")] for r in (one, other)]
    return bool(ways[0]) and ways[0] == ways[1]


def _without(path: str, location: str) -> str:
    """Return a redirect's target without the path that was asked for, and what is drawn for each request."""
    bare = path.rstrip("/")
    for own in (quote(bare, safe=""), quote(bare), bare):
        location = re.sub(rf"{re.escape(own)}(?:/|%2F)?", "/", location, flags=re.IGNORECASE)
    return _DRAWN.sub(r"\1=", location)


def _is_same_page(one: Response, other: Response) -> bool:
    """Whether both have the page of an application in a browser.

    What a page has anew each time, and the path itself, may differ.
    """
    if not one.body:
        return False
    kinds = [response.values("Content-Type") for response in (one, other)]
    if not all(kind.strip().lower().startswith("text/html") for kind in kinds[0] or [""]):
        return False
    bodies = [r.body.replace(one.path, "/").replace(other.path, "/") for r in (one, other)]
    pages = [_OF_A_MOMENT.sub("", _ANEW.sub(r"\1\2", body)) for body in bodies]
    return kinds[0] == kinds[1] and pages[0] == pages[1]


def _is_catch_all(one: Disguised) -> bool:
    """Whether what nobody serves is answered alike; without an answer nobody can tell."""
    kinds = [
        {value.partition(";")[0].strip().lower() for value in response.values("Content-Type")}
        for response in (one.answer, one.beside)
    ]
    return one.beside.status is None or (one.beside.status in _TAKEN and kinds[0] == kinds[1])


def _asked(method: str, path: str) -> str:
    return path if method == "GET" else f"{method} {path}"
