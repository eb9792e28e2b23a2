"""No counter falls while its process lives.

Why: a fall is read as a restart, and everything up to the new value is counted again: a gauge that is
exported as a counter, or a sum of times with negative ones among them, shows a rate that never was.
Reference: OpenMetrics 1.0.0, counter ("MUST be monotonically non-decreasing"); Prometheus, rate();
"Histograms and summaries" (with negative observations the sum can go down).
Remedy: export what can fall as a gauge; keep a counter's value in one process from its start to its end;
take times from a monotonic clock.
"""

from __future__ import annotations

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.metrics.conservation import began_anew, fell, in_pairs
from gonogo.suites.metrics.observations.scrapes import KnownTraffic


@rule("metrics", "traffic")
def judge(seen: KnownTraffic) -> Judgement:
    """Refuse a lower value in a later scrape of the same process; a restart that is known excuses it.

    Sums of histograms and summaries are among them where the name says that none can be below zero.
    """
    compared = [
        (earlier, later, series, value)
        for earlier, later in in_pairs(seen.snapshots)
        for series, value in later.counters.items()
        if series in earlier.counters
    ]
    problems = tuple(
        Problem(f"{series} at {later.source}", f"{earlier.counters[series]:g} or more", f"{value:g}")
        for earlier, later, series, value in compared
        if fell(earlier.counters[series], value)
    )
    if not compared:
        return Judgement.cannot_tell("no counter was read twice from one process")
    if not problems and not any(value > earlier.counters[series] for earlier, _, series, value in compared):
        return Judgement.cannot_tell(
            "no counter rose while known traffic was sent: what stands still never falls"
        )
    if not problems and (anew := began_anew(seen.snapshots)):
        return Judgement.cannot_tell(
            f"every counter of {anew} fell, and no process_start_time_seconds says whether it started again:"
            " a scrape that sets counters back looks the same"
        )
    return Judgement(len(compared), problems)
