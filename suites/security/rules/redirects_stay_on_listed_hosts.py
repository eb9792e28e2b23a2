"""A redirect leads to hosts that are listed, as a browser reads it.

Why: a link that begins with the shop's name and ends at somebody else's page is what a mail that steals
passwords needs; a token in the address goes along.
Reference: CWE-601; CVE-2024-29041 (express), CVE-2023-28370 (tornado); WHATWG URL, 4.4: a backslash is a
slash, tabs are nothing, and `//host` is a host.
Remedy: send to paths of a list, or parse as browsers do, compare the host, and send what was parsed; fold
slashes before a redirect adds one.
"""

from __future__ import annotations

from gonogo.contract.hostile import Redirects
from gonogo.contract.security import Security
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.naming import is_listed, leads_to, silent, untaken
from gonogo.suites.security.observations.hosts import Heard, Redirected

_ERROR = 400


@rule("security.redirects")
def judge(seen: Redirected, security: Security, redirects: Redirects) -> Judgement:
    """Refuse a Location to any other host; one of its own has to be taken where an endpoint is named."""
    listed = [*security.hosts, *redirects.hosts]
    problems = tuple(
        Problem(f"{heard.path} ({heard.how})", "a refusal, or a listed host", f"a browser goes to {host}")
        for heard in seen.foreign
        if (host := leads_to(heard)) and not is_listed(host, [*listed, heard.own])
    )
    if not problems and (why := _untaken(seen.control) or silent(seen.foreign)):
        return Judgement.cannot_tell(why)
    return Judgement(len(seen.foreign), problems, "no redirect was asked for")


def _untaken(control: tuple[Heard, ...]) -> str:
    """Say that nobody is sent anywhere; any redirect will do, whichever its status is."""
    redirected = [h for h in control if h.status is not None and h.status < _ERROR and h.values("location")]
    return "" if redirected and len(redirected) == len(control) else untaken(control)
