"""A short no that ended while the dependency was still away: it was about something else. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from gonogo.suites.health.observations.probes import Outage, Sample

_MOMENT_SECONDS = 3.0
"""Nobody ejects within it: HAProxy wants three noes 2 s apart, a kubelet three that are 10 s apart."""


def is_of_the_moment(noes: Sequence[Sample], outage: Outage, replica: str) -> bool:
    """Whether a replica said no once and shortly, for a reason of its own or of our machine.

    It said yes before and after, with the dependency away all the while; and meanwhile another replica, which
    misses the same dependency, said yes, or our own machine did not get to run.
    """
    own = outage.away("readiness", replica)
    first, last = own.index(noes[0]), own.index(noes[-1])
    if first == 0 or last + 1 == len(own) or own[first : last + 1] != list(noes):
        return False
    begin, end = own[first - 1].at_seconds, own[last + 1].at_seconds
    meanwhile = [s for s in outage.of("readiness") if begin <= s.at_seconds <= end]
    others = any(s.passes for s in meanwhile if s.replica != replica and _within(s, noes))
    return end - own[first].at_seconds < _MOMENT_SECONDS and (
        others or any(s.late_seconds > 0 for s in meanwhile)
    )


def _within(sample: Sample, noes: Sequence[Sample]) -> bool:
    return noes[0].at_seconds <= sample.at_seconds <= noes[-1].at_seconds + noes[-1].seconds
