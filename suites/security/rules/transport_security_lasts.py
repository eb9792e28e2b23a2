"""Strict-Transport-Security lasts as long as the contract says, on every class of response.

Why: a short max-age is forgotten between two visits, and the next one begins in the clear.
Reference: RFC 6797, 6.1.1; OWASP ASVS 5.0 3.4.1 (at least one year).
Remedy: send `max-age=31536000` from the outermost layer; never more than one policy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gonogo.contract.security import Security
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.surface import Response, Surface
from gonogo.suites.security.surface import made

_REDIRECTS = 300
_AT_A_REPLICA = "another host"  # not asked at the entry, where it may be the proxy that says so
_HEADER = "Strict-Transport-Security"
_WORD = r"[\w!#$%&'*+.^`|~-]{1,200}"
_DIRECTIVE = re.compile(
    rf'\s*(?:({_WORD})\s*(=\s*("(?:[^"\\]|\\.){{0,200}}"|{_WORD}))?)?\s*(?:;|$)', re.ASCII
)
_SECONDS = re.compile(r'(\d{1,20})|"(\d{1,20})"', re.ASCII)
_WITHOUT_VALUE = "includesubdomains"


@rule("security.transport_security_seconds", "security.responses")
def judge(seen: Surface, security: Security) -> Judgement:
    """Refuse a response without the header, or with a max-age below the promise.

    The head of a page, a promised static file and an answer to what cannot be taken are classes as well.
    """
    least = security.transport_security_seconds or 0
    answered = [response for response in seen.responses if response.status is not None]
    if not answered:
        return Judgement.cannot_tell("no request was answered")
    looked_at = [*answered, *_others(seen)]
    problems = tuple(
        Problem(
            f"{r.name} ({r.method} {r.path}, status {r.status})",
            f"max-age of at least {least}",
            ", ".join(r.values(_HEADER)) or "none",
        )
        for r in looked_at
        if _seconds(r) < least
    )
    return Judgement(len(looked_at), problems)


def _others(seen: Surface) -> Iterator[Response]:
    """Give what the contract does not name: heads of pages, files, and each answer to what is not taken."""
    pages = {r.path: r.status for r in seen.responses if r.method == "GET"}
    yield from (r for r in seen.heads if r.status is not None and r.status == pages.get(r.path))
    yield from (r for r in seen.files if r.status == r.promised)
    others = [r for r in made(seen.provoked, _REDIRECTS) if r.name != _AT_A_REPLICA]
    yield from {(r.name, r.status): r for r in others}.values()


def _seconds(response: Response) -> int:
    """Return the max-age of the first policy, which is the one that a browser takes; -1 without one."""
    said = _directives(next(iter(response.values(_HEADER)), ""))
    found = _SECONDS.fullmatch(said.get("max-age", ""))
    return int(found[1] or found[2]) if found else -1


def _directives(policy: str) -> dict[str, str]:
    """Return the directives with their values; none of a policy that breaks the grammar (RFC 6797, 6.1).

    Browsers pass over such a one as a whole. What they do not know, as `preload`, they let stand twice.
    """
    found: dict[str, str] = {}
    at = 0
    while at < len(policy):
        one = _DIRECTIVE.match(policy, at)
        if one is None:
            return {}
        name, at = (one[1] or "").lower(), one.end()
        is_twice = name in found and name in ("max-age", _WITHOUT_VALUE)
        if is_twice or (name == _WITHOUT_VALUE and one[2]):
            return {}
        found[name] = one[3] or ""
    return found
