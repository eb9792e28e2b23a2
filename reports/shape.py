"""What a journey's latency looks like, in a sentence: two humps, a tail alone, a beat, a step.

The shape says where to look before anybody has looked. It judges nothing: the budgets do.
Source: Brendan Gregg, "Frequency Trails: Modes and Modality"; Gil Tene, "How NOT to Measure Latency".
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from gonogo.core.evidence import JourneyLatency, TimelineRow
from gonogo.reports.scale import duration

_GAP, _FLAT, _TAIL = 3.0, 2.0, 5.0
_STALLED, _STEP = 3.0, 2.0
_LEAST_SECONDS = 0.005
"""What is quicker than that is called slow by nobody, however much quicker the rest is."""
_CHANCE = 0.01
_FEWEST_STALLS, _FEWEST_SECONDS = 4, 5


def shapes(value: JourneyLatency) -> tuple[str, ...]:
    """Return a sentence for each shape that it has; none where it is one hump, the same at all times."""
    rows = sorted((row for row in value.rows if row.second >= 0), key=lambda row: row.second)
    points = [(percent, seconds) for percent, seconds in value.percentiles if percent]
    return (*_humps(points), *_tail(points), *_beat(rows), *_step(rows))


def _humps(points: list[tuple[float, float]]) -> Iterator[str]:
    """Tell a gap between two percentiles, with little on either side of it."""
    body = [point for point in points if 10 <= point[0] <= 95]
    for (below, fast), (above, slow) in pairwise(body):
        near, far = body[0][1], body[-1][1]
        if slow >= max(_GAP * fast, _LEAST_SECONDS) and fast <= _FLAT * near and far <= _GAP * slow:
            yield (
                f"two humps: p{below:g} is {duration(fast)}, p{above:g} {duration(slow)}, and little lies "
                "between: two kinds of requests, or one replica or worker of several"
            )


def _tail(points: list[tuple[float, float]]) -> Iterator[str]:
    """Tell a tail that nothing before it announces."""
    at = dict(points)
    middle, edge, last = at.get(50.0), at.get(95.0), max(points, default=(0.0, 0.0))
    if not middle or not edge or last[0] < 98:
        return
    if edge <= _FLAT * middle and last[1] >= max(_TAIL * edge, _LEAST_SECONDS):
        yield (
            f"a tail alone: p95 is {duration(edge)}, p{last[0]:g} {duration(last[1])}: something that few "
            "requests meet (a pause, a lock, a time-out and a second try)"
        )


def _beat(rows: list[TimelineRow]) -> Iterator[str]:
    """Tell stalls that come at one interval, where chance would have made them so in one of a hundred."""
    begins = _stalls(rows)
    gaps = [later - earlier for earlier, later in pairwise(begins)]
    if len(begins) < _FEWEST_STALLS:
        return
    mean, width = sum(gaps) / len(gaps), max(1.0, max(gaps) - min(gaps))
    if len(gaps) * (width / mean) ** (len(gaps) - 1) <= _CHANCE:
        yield (
            f"a beat: {len(begins)} stalls, one every {mean:.3g} s: something that runs by the clock "
            "(a timer, a collector, a refresh)"
        )


def _stalls(rows: list[TimelineRow]) -> list[float]:
    """Return the second in which each stall begins: one that is far above what the seconds are."""
    told = [(row.second, row.max_seconds) for row in rows if row.max_seconds is not None]
    if not told:
        return []
    limit = max(_STALLED * median(slowest for _, slowest in told), _LEAST_SECONDS)
    slow = [second for second, slowest in told if slowest >= limit]
    return [second for n, second in enumerate(slow) if not n or second - slow[n - 1] > 1]


def _step(rows: list[TimelineRow]) -> Iterator[str]:
    """Tell a median that went up at one time and stayed up."""
    told = [(row.second, row.p50_seconds) for row in rows if row.p50_seconds is not None]
    for n in range(_FEWEST_SECONDS, len(told) - _FEWEST_SECONDS + 1):
        before, after = [each for _, each in told[:n]], [each for _, each in told[n:]]
        high = max(_STEP * max(before), _LEAST_SECONDS)
        if min(after) >= high:
            yield (
                f"a step: p50 is {duration(median(before))} until second {told[n][0]:g}, "
                f"{duration(median(after))} from then on: what fills up, leaks or is warmed up no more"
            )
            return
