"""A link that the service makes names its own host, whatever a request says about hosts.

Why: a link to set a new password that goes to whoever asked for it gives the account away; a page that is
cached with it leads every other visitor there.
Reference: CWE-640, CWE-601; CVE-2026-27959 (koa); RFC 9110, 7.2; PortSwigger, HTTP Host header attacks.
Remedy: make links of a configured base URL; take the headers of proxies from the proxy alone; refuse a Host
that holds more than a name and a port.
"""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.contract.hostile import Links
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.destinations import destination, is_foreign, links_of
from gonogo.suites.security.linking import LINKING, has_link
from gonogo.suites.security.naming import silent, untaken
from gonogo.suites.security.observations.hosts import Heard, LinkedPages

_ERROR = 400


@rule("security.links")
def judge(seen: LinkedPages, links: Links) -> Judgement:
    """Refuse the foreign name in a link, a redirect or a cookie's domain; a refusal may tell it."""
    problems = tuple(
        Problem(f"{heard.path} by {heard.how}", f"no link to {heard.foreign}", said)
        for heard in seen.foreign
        if (said := next(_tells(heard), ""))
    )
    if why := untaken(seen.control):
        return Judgement.cannot_tell(f"without a foreign name: {why}")
    if not problems and seen.foreign and (why := silent([*seen.control, *seen.foreign])):
        return Judgement.cannot_tell(why)
    if not problems and not any(map(has_link, seen.control)):
        return Judgement.cannot_tell("no answer holds a link; name one that does under security.links")
    return Judgement(len(seen.foreign), problems, "no page was asked for")


def _tells(heard: Heard) -> Iterator[str]:
    if heard.status is None:
        return
    for name in LINKING:
        for value in heard.values(name):
            for link in (value, *links_of(value)):
                if is_foreign(destination(link), heard.foreign):
                    yield f"{name}: {value[:120]}"
    for cookie in heard.values("set-cookie"):
        if f"domain={heard.foreign}" in cookie.lower().replace("domain=.", "domain="):
            yield f"set-cookie: …; Domain={heard.foreign}"
    for link in links_of(heard.body) if heard.status < _ERROR else ():
        if is_foreign(destination(link), heard.foreign):
            yield f"the link {link[:120]}"
