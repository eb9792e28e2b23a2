"""No header tells the version of the server's software.

Why: a version in a header lets whoever scans for a fresh vulnerability find the service in one request.
Reference: RFC 9110, 10.2.4 (Server: needlessly fine-grained detail); OWASP ASVS 5.0 13.4.6.
Remedy: switch the header off (uvicorn: --no-server-header) or cut it down to a product name.
"""

from __future__ import annotations

import re

from gonogo.core.finding import Problem, Severity
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.surface import Surface
from gonogo.suites.security.surface import unserved

_HEADERS = ("Server", "X-Powered-By", "X-AspNet-Version", "X-Generator")
_VERSION = re.compile(r"\w[/ v-]\d+(?:\.\d+)*|\d+\.\d+")


@rule("security.responses", severity=Severity.ADVISORY)
def judge(seen: Surface) -> Judgement:
    """Advise against a product header with a version number; where nothing is served nobody can tell."""
    asked = dict.fromkeys([*seen.responses, *seen.control])
    answered = [response for response in asked if response.status is not None]
    if not answered:
        return Judgement.cannot_tell("no request was answered")
    problems = tuple(
        Problem(f"{name} on {r.name} ({r.method} {r.path})", "no version", value)
        for r in answered
        for name in _HEADERS
        for value in r.values(name)
        if _VERSION.search(value)
    )
    if not problems and (why := unserved(answered)):
        return Judgement.cannot_tell(why)
    return Judgement(len(answered), problems)
