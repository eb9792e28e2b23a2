"""Paths beside the probes that nobody promised, and what answers them. Pure."""

from __future__ import annotations

from gonogo.core.finding import Problem
from gonogo.suites.health.observations.probes import ProbeRead, ProbeReads


def refused(read: ProbeRead) -> bool:
    """Whether it was refused: with 4xx, for a redirect passes a probe as well, and a service may hide."""
    return read.status is not None and 400 <= read.status < 500


def is_prefix(read: ProbeRead, reads: ProbeReads) -> bool:
    """Whether only what begins as the probe does is answered: another path of its folder is not."""
    answered = read.status is not None and read.status < 400
    others = [other for other in reads.absent if _folder(other) == _folder(read)]
    return answered and bool(others) and all(map(refused, others))


def without_a_yes(reads: ProbeReads) -> str:
    """Return which probes never answered 2xx: whatever refuses everything knows no path."""
    there = {read.probe for read in reads.reads if read.passes}
    absent = sorted({read.probe for read in reads.siblings} - there)
    return f"{', '.join(absent)} did not answer 2xx: whatever refuses all knows no path" if absent else ""


def problem(read: ProbeRead) -> Problem:
    """Say what answered."""
    return Problem(f"{read.path} at {read.source}", "404", f"{read.answer} {read.body[:60]}".strip())


def _folder(read: ProbeRead) -> str:
    return read.path.rpartition("/")[0]
