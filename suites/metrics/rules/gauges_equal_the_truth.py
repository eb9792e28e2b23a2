"""A gauge says what is so: a queue's length, the requests in flight, whether it is up.

Why: nobody recounts a gauge; one that is not lowered when a client leaves, is set once at the start, or is
added up over workers is wrong for good, and so is what scales and alerts by it.
Reference: Prometheus, "Instrumentation", avoid missing metrics; prometheus/client_js issue 447.
Remedy: lower it in `finally`; or set it from what it counts at each scrape; 0 is a value, and no absence.
Where half a body is not in flight yet, for a proxy or the server reads it whole first, name a slow request
without one.
"""

from __future__ import annotations

from collections import defaultdict

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.metrics.observations.gauges import Gauges, Look


@rule("metrics.gauges")
def judge(seen: Gauges) -> Judgement:
    """Refuse a gauge that is not there, or not what it has to be, when it had the time to become so.

    Of a truth that is never below 0, no part is either: another part would hide what was lost there.
    """
    told = [look for look in seen.looks if not look.untold]
    problems = tuple(_problem(look) for look in told if not look.is_right)
    unknown = [f"{_where(look)}: {look.untold}" for look in seen.looks if look.untold] + _still(told)
    if unknown and not problems:
        return Judgement.cannot_tell("; ".join(unknown))
    truths = {_where(look): look.truth for look in told}
    return Judgement(len(told), problems, "no gauge was read", {"truths": truths})


def _where(look: Look) -> str:
    return f"{look.gauge} at {look.source} {look.moment}"


def _problem(look: Look) -> Problem:
    found = "no sample" if look.value is None else f"{look.value:.15g}"
    itself = ", the scrape itself included" if look.itself else ""
    margin = f", {look.tolerance:g} more or less" if look.tolerance else ""
    expected = f"{(look.truth or 0.0) + look.itself:.15g}{itself}{margin}"
    if look.adds_up:
        expected, found = "no part of it below 0", f"a part is {look.least:.15g}, the sum {found}"
    return Problem(_where(look), expected, found)


def _still(told: list[Look]) -> list[str]:
    """Return the gauges whose truth should have moved and did not: one that never moves is right as well."""
    truths: dict[tuple[str, str], set[float | None]] = defaultdict(set)
    for look in told:
        if look.moves:
            truths[look.source, look.gauge].add(look.truth)
    return [
        f"the truth of {gauge} at {source} did not move: name requests under `after` that change it"
        for (source, gauge), found in truths.items()
        if len(found) == 1
    ]
