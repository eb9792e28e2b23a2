"""The durations that the service counts are those that its client waited, in seconds.

Why: a histogram whose name says seconds and whose values are milliseconds, or went backwards with the wall
clock, or hold work that nobody waited for, or begin with another request, makes every quantile and objective
wrong without an error.
Reference: Prometheus, "Metric and label naming" (a single unit); "Histograms and summaries"; starlette
issue 919 (background work); opentelemetry-python-contrib issue 3486 (a start that requests share).
Remedy: observe seconds from a monotonic clock, from the first byte of the request to the last of the answer;
keep the start with its request.
"""

from __future__ import annotations

import math

from gonogo.contract.metrics import DurationHistogram
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.metrics.observations.durations import Durations, Timed

_LEAST_SHARE = 0.5
"""Of what the service certainly took: a clock that stops with the head, or begins late, counts less."""


@rule("metrics.durations", "traffic")
def judge(seen: Durations, durations: DurationHistogram) -> Judgement:
    """Refuse requests that are not counted, and a sum above the client's time or far below it.

    Far below is a vanishing share of all of it, or half of what a slow route took longer than a quick one.
    What a cache says that it gave may be missing; where some of it was counted, nobody waited for that: a
    cache asks again in the background (RFC 5861).
    """
    told, problems = 0, []
    for timed in seen.timed:
        if timed.summed is None or timed.counted is None or not 0 <= timed.counted <= timed.sent:
            continue  # not read twice, or not of this process alone
        told += timed.sent if timed.counted == timed.sent else timed.certain
        if timed.counted < timed.certain:  # fewer than were sent are never other people's
            problems.append(_uncounted(timed, durations.series))
            continue
        waited = timed.waited_seconds - timed.cached_seconds - timed.beside_seconds
        least = max(0.0, durations.least_ratio * waited, _LEAST_SHARE * timed.surely_seconds)
        most = timed.waited_seconds + timed.beside_seconds + durations.allowance_seconds * timed.sent
        if timed.certain < timed.counted < timed.sent:
            most = math.inf
        if not least <= timed.summed <= most:
            where = _where(timed)
            said = f"{least:.3g} to {most:.3g} s, for the client waited {timed.waited_seconds:.3g} s"
            problems.append(Problem(where, said, f"{timed.summed:.6g} in {durations.series}_sum"))
    left_out = sum(timed.sent for timed in seen.timed) - told
    reason = "no route was scraped before and after, with just our requests counted in between"
    if any(timed.cached for timed in seen.timed):
        reason += "; a cache says that it gave answers, which the service need not have counted"
    return Judgement(told, tuple(problems), reason, evidence={"requests left out": left_out})


def _where(timed: Timed) -> str:
    beside = " beside others" if timed.beside_seconds else ""
    return f"{timed.method} {timed.route} at {timed.source}, {timed.sent} requests{beside}".lstrip()


def _uncounted(timed: Timed, series: str) -> Problem:
    least = f"{timed.certain} or more" if timed.cached else f"{timed.sent}"
    return Problem(_where(timed), f"{least} counted", f"{timed.counted:g} in {series}_count")
