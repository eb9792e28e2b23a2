"""Write the histogram of durations, or why it is not promised."""

from __future__ import annotations

from gonogo.init.look import Found
from gonogo.init.words import flow


def durations_lines(found: Found) -> list[str]:
    """Return the section's line; a comment where our requests are not seen in one, or it would be refused."""
    metrics = found.metrics
    durations = metrics.durations if metrics else None
    if metrics is None or durations is None:
        return ["  # durations: which histogram holds how long requests took? None rose by what was sent"]
    doubt = durations.doubt or _other_route(found) or _short(found)
    if doubt:
        return [f"  # durations: {durations.series} {doubt}"]
    said = {"series": durations.series, "method": durations.method, "route": durations.route}
    more = {"least_ratio": durations.least_ratio} if durations.least_ratio else {}
    return [f"  durations: {flow(said | more)}  # it holds what was sent, and no longer than that took"]


def _other_route(found: Found) -> str:
    """Say where a request of traffic would stand under two names."""
    assert found.metrics is not None
    counted, durations = found.metrics.requests, found.metrics.durations
    assert durations is not None
    if counted is None:
        return f"has the route {durations.labelled!r}: it needs traffic, whose requests are counted as well"
    if counted.labelled == durations.labelled:
        return ""
    return f"calls {durations.labelled!r} what {counted.series} calls {counted.labelled!r}: one name for both"


def _short(found: Found) -> str:
    """Say where a journey may take longer than the last bound: its quantiles never say so."""
    assert found.metrics is not None
    durations = found.metrics.durations
    assert durations is not None
    longest = max((max(one.budgets.values()) for one in found.journeys.journeys), default=0.0)
    if durations.longest >= longest:
        return ""
    return f"ends at {durations.longest:g} s, below the budget of {longest:g} s: add bounds beyond it"
