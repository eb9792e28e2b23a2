"""What a service promises of the histogram that times its requests."""

from __future__ import annotations

from gonogo.contract.base import Name, Ratio, Seconds, Section


class DurationHistogram(Section):
    """The histogram (or summary) of requests' durations in seconds, set beside what a client waited.

    The GET requests of `traffic` are sent to each process and timed.
    """

    series: Name
    """Its name, without `_sum` and `_count`."""
    method: Name | None = "method"
    """Label of the method."""
    route: Name = "route"
    """Label of the route, by which our requests are told from scrapes and probes."""
    allowance_seconds: Seconds = 0.02
    """How much longer than the client waited a request may be counted, on average."""
    least_ratio: Ratio = 0.001
    """Least share of the client's time that is counted: the client also connects and is kept waiting."""
