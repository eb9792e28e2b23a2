"""A Host that is not one of the service's own is refused, however alike it looks.

Why: links of a mail, keys of a cache and decisions of a proxy are made of Host; a pattern with an unescaped
dot, or a comparison of its beginning, lets a name in that anybody can register.
Reference: RFC 9110, 7.2; CWE-644, CWE-346; CVE-2026-25479 (litestar); OWASP WSTG-INPV-17.
Remedy: compare the whole host with a list, and answer 400 or 421; or send browsers on to the service's own.
"""

from __future__ import annotations

from gonogo.contract.security import Security
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.naming import is_listed, leads_to, untaken
from gonogo.suites.security.observations.hosts import ForeignHosts, Heard

_ERROR = 400


@rule("security.hosts")
def judge(seen: ForeignHosts, security: Security) -> Judgement:
    """Refuse an answer below 400 that is no redirect to an own host; its own hosts have to be served."""
    problems = tuple(
        Problem(f"{heard.path} by {heard.how}", "a refusal", f"status {heard.status}")
        for heard in seen.foreign
        if _is_taken(heard, security)
    )
    if why := untaken(seen.control):
        return Judgement.cannot_tell(f"by its own hosts: {why}")
    return Judgement(len(seen.foreign), problems, "no request with a foreign Host was sent")


def _is_taken(heard: Heard, security: Security) -> bool:
    if heard.status is None or heard.status >= _ERROR:
        return False
    host = leads_to(heard)
    return not (host and is_listed(host, security.hosts))
