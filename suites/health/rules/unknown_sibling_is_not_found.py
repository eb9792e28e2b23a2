"""A path beside a probe, which nobody promised, is not found.

Why: a catch-all that answers every path makes any probe green for ever, also that of a service that is gone.
Reference: webhook-broadcast issue 103, flightdeck issue 75, monk-plugin issue 423.
Remedy: limit the catch-all (try_files, a wildcard route) to the paths of the page; answer 404 elsewhere.
"""

from __future__ import annotations

from suites.core.contract import Contract
from suites.core.finding import Problem
from suites.core.rule import Judgement, rule
from suites.health.observations import ProbeRead, ProbeReads


@rule("health")
def judge(reads: ProbeReads, contract: Contract) -> Judgement:
    """Refuse anything but 4xx: a redirect passes a probe as well, and a service may hide behind 401."""
    assert contract.health is not None
    problems = tuple(_problem(read) for read in reads.siblings if not _refused(read))
    there = {read.probe for read in reads.reads if read.passes}
    absent = sorted({read.probe for read in reads.siblings} - there)
    if absent and not problems:
        return Judgement.cannot_tell(
            f"{', '.join(absent)} did not answer 2xx: whatever refuses all knows no path"
        )
    return Judgement(len(reads.siblings), problems, "no path beside a probe was asked for")


def _refused(read: ProbeRead) -> bool:
    return read.status is not None and 400 <= read.status < 500


def _problem(read: ProbeRead) -> Problem:
    return Problem(f"{read.path} at {read.source}", "404", f"{read.answer} {read.body[:60]}".strip())
