"""A first load for a contract: so small that a healthy service keeps what is promised of it."""

from __future__ import annotations

from gonogo.init.journeys import ASKED, FoundJourney
from gonogo.init.look import Found
from gonogo.init.words import flow

_RATE_PER_SECOND, _SECONDS, _ERROR_RATIO = 1, 30, 0.05
"""Of each journey: enough arrivals for a p95, of which one may fail."""
_ABANDONED = "latency/abandoned-requests-leave-nothing-behind"


def latency_lines(found: Found, *, starts_anew: bool) -> str:
    """Return the section; a comment where there is nothing to promise, or a limit that a load would meet.

    What ``starts_anew`` has no data yet, so that no path names a piece of it.
    """
    if found.journeys.limit:
        return f"# latency: {found.journeys.limit}: how many arrivals a second may there be, and of what?\n"
    journeys = [one for one in found.journeys.journeys if not (one.needs_data and starts_anew)]
    if not journeys:
        return (
            "# latency: which requests do users wait for, how often do they come, how long may they take?\n"
        )
    lines = [
        "latency:  # small on purpose: how often do users come? `gonogo verify --allow-load` loads a URL",
        f"  duration_seconds: {_SECONDS}",
        "  journeys:",
        f"    # GUESSED budgets: three times what {ASKED} answers took, one by one; 0.1 and 0.5 at least",
        *(f"    - {flow(_journey(one))}  # {_seen(one)}" for one in journeys),
        "",
        "demotions:",
        "  # Where answers come before a client can leave, this shows nothing: take it out once it passes.",
        f"  - {{rule: {_ABANDONED}, reason: drafted by a first look}}",
    ]
    return "\n".join(lines) + "\n"


def _journey(one: FoundJourney) -> dict[str, object]:
    return {
        "name": f"GET {one.path}",
        "path": one.path,
        "rate_per_second": _RATE_PER_SECOND,
        "error_ratio": _ERROR_RATIO,
        "budgets": one.budgets,
    }


def _seen(one: FoundJourney) -> str:
    return f"median {one.median_seconds * 1000:.0f} ms, slowest {one.slowest_seconds * 1000:.0f} ms"
