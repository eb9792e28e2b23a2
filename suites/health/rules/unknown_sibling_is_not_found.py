"""A path beside a probe, which nobody promised, is not found.

Why: a catch-all that answers every path makes any probe green for ever, also that of a service that is gone.
Reference: webhook-broadcast issue 103, flightdeck issue 75, monk-plugin issue 423.
Remedy: limit the catch-all (try_files, a wildcard route) to the paths of the page; answer 404 elsewhere.
"""

from __future__ import annotations

from gonogo.core.rule import Judgement, rule
from gonogo.suites.health.observations.probes import ProbeReads
from gonogo.suites.health.siblings import is_prefix, problem, refused, without_a_yes


@rule("health.probes")
def judge(reads: ProbeReads) -> Judgement:
    """Refuse anything but 4xx; of what only begins as the probe does another rule advises."""
    wrong = [read for read in reads.siblings if not refused(read) and not is_prefix(read, reads)]
    doubt = without_a_yes(reads)
    if doubt and not wrong:
        return Judgement.cannot_tell(doubt)
    return Judgement(len(reads.siblings), tuple(map(problem, wrong)), "no path beside a probe was asked for")
