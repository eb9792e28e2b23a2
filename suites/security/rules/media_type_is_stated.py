"""Every answer with a body states its media type.

Why: a browser guesses the type of what has none, so that an upload, or an error that quotes its input,
becomes a page with script; `nosniff` without a type only makes it unusable.
Reference: RFC 9110, 8.3; WHATWG MIME Sniffing; OWASP ASVS 5.0 4.1.1.
Remedy: send Content-Type on every answer, errors among them.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.surface import Response, Surface
from gonogo.suites.security.redirects import redirects

_TYPE = re.compile(r"[\w!#$&^.+-]+/[\w!#$&^.+-]+(?:\s*;.*)?")


@rule("security.responses")
def judge(seen: Surface) -> Judgement:
    """Refuse a body without one legal Content-Type.

    JSON that is said to be a page is none: what it quotes becomes a part of the page. A charset that is left
    open is texts-state-their-charset's; a browser follows a redirect and shows nothing of it.
    """
    answered = [response for response in seen.responses if response.status is not None]
    bodies = [response for response in answered if response.body]
    if not answered:
        return Judgement.cannot_tell("no request was answered")
    problems = tuple(
        Problem(f"{r.name} ({r.method} {r.path}, status {r.status})", "one media type", wrong)
        for r in bodies
        if (wrong := _wrong(r))
    )
    return Judgement(len(bodies), problems) if bodies else Judgement.cannot_tell("no answer had a body")


def _wrong(response: Response) -> str:
    stated = response.values("Content-Type")
    if not stated and redirects(response):
        return ""
    if len(stated) != 1:
        return " and ".join(stated) or "no Content-Type"
    if not _TYPE.fullmatch(stated[0]):
        return f"{stated[0]!r}"
    page = stated[0].lower().startswith(("text/html", "application/xhtml+xml"))
    return f"{stated[0]}, and the body is JSON" if page and _is_json(response.body) else ""


def _is_json(body: str) -> bool:
    """Whether it is an object or a list; a word or a number alone may be a page."""
    with suppress(ValueError, RecursionError):
        return isinstance(json.loads(body), (dict, list))
    return False
