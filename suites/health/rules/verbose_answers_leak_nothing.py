"""A probe that is asked for more, or for a page, tells a stranger nothing about the inside either.

Why: `?verbose`, `?full` and what a browser is shown are made for who is on call, and whoever reaches the
short answer reaches the long one: addresses, versions and errors of what stands behind.
Reference: OWASP ASVS 5.0 13.4.5 and 13.4.6; CWE-209; Spring Boot, `management.endpoint.health.show-details`.
Remedy: ask for a credential before the long answer, or give it on a port of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.core.disclosure import disclosed_by_headers, disclosed_by_probe
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.health.observations.probes import ProbeRead
from gonogo.suites.health.observations.verbose import AskedForMore


@rule("health.probes")
def judge(seen: AskedForMore) -> Judgement:
    """Refuse what the long answer tells and the short one does not; who is refused is told nothing.

    A long answer counts where the short one passes.
    """
    known = {told for one in seen.plain for told in _told(one)}
    well = {one.probe for one in seen.plain if one.passes}
    answered = [one for one in seen.more if one.probe in well and one.status is not None]
    problems = (
        Problem(one.where, f"{place} without {what}", words)
        for one in answered
        for place, what, words in _told(one)
        if (place, what, words) not in known
    )
    return Judgement(len(answered), tuple(dict.fromkeys(problems)), "no probe answered 2xx")


def _told(one: ProbeRead) -> Iterator[tuple[str, str, str]]:
    """Give each sign of the inside: where it stands, what it is, and the words."""
    yield from (("a body", what, words) for what, words in disclosed_by_probe(one.body))
    yield from (("headers", what, words) for what, words in disclosed_by_headers(one.headers, one.path))
