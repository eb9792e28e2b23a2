"""What the rules on promised headers share: one header of one answer. Pure."""

from __future__ import annotations

import re

from gonogo.core.finding import Problem
from gonogo.suites.security.observations.surface import Response

OF_DOCUMENTS = frozenset(
    {
        *("content-security-policy", "cache-control", "x-frame-options", "permissions-policy"),
        *("cross-origin-opener-policy", "cross-origin-embedder-policy", "x-xss-protection"),
    }
)
"""Headers that say nothing of a stylesheet or an image, or that a file has its own of."""


_SEPARATORS = re.compile("[;,]")
_LISTS = frozenset({"cache-control", "vary", "permissions-policy", "clear-site-data"})
"""Headers of which several lines are one list (RFC 9110, 5.3); a second policy is another one."""


def _parts(value: str) -> frozenset[str]:
    """Return the directives of a value: their order, case and blanks say nothing (RFC 9110, 5.6.1)."""
    return frozenset(" ".join(one.lower().split()) for one in _SEPARATORS.split(value) if one.strip())


def problem_of(response: Response, name: str, value: str | None) -> Problem | None:
    """Refuse a header that is missing or empty, or that has another value than the promised one."""
    found = response.values(name)
    stated = [", ".join(found)] if name.lower() in _LISTS else found
    if any(found) and (value is None or {_parts(v) for v in stated} == {_parts(value)}):
        return None
    where = f"{name} on {response.name} ({response.method} {response.path}, status {response.status})"
    return Problem(
        where, value or "any value", ", ".join(found) or ("an empty one" if found else "no such header")
    )
