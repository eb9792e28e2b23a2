"""The latency gate: journeys and their budgets."""

from __future__ import annotations

import math
from typing import Literal

from pydantic import Field, model_validator

from gonogo.contract.base import SAFE, Method, Name, Path, Ratio, Seconds, Section, Status, Title
from gonogo.contract.baseline import Baseline
from gonogo.contract.crowd import Crowd
from gonogo.contract.first_requests import FirstRequests
from gonogo.contract.queries import Queries
from gonogo.contract.soak import Soak

Percentile = Literal["p50", "p95", "p99"]
FEWEST: dict[Percentile, int] = {"p50": 10, "p95": 20, "p99": 100}
"""Good answers below which nobody knows a percentile."""


def fewest_arrivals(availability: float) -> int:
    """Return how many arrivals there have to be for one failure to fit into what is promised."""
    return math.ceil(round(1 / (1 - availability), 6)) if availability < 1 else 1


class Journey(Section):
    """One path of users through the service, with its budget."""

    name: Title
    """How reports call it."""
    method: Method = "GET"
    """HTTP method."""
    path: Path
    """Path; `{n}` counts up, `{uuid}` is fresh."""
    credential: Name | None = None
    """Name under `credentials`."""
    body: dict[str, object] | None = None
    """JSON body with the same placeholders."""
    status: Status = 200
    """The status that counts as success."""
    rate_per_second: Seconds
    """Planned arrivals."""
    budgets: dict[Percentile, Seconds] = {}
    """Most seconds from the intended start, by percentile: `{p50: 0.1, p95: 0.5, p99: 1}`."""
    error_ratio: Ratio = 0.001
    """Share of arrivals that may fail."""


class Latency(Section):
    """Latency budgets under an open-loop load."""

    journeys: tuple[Journey, ...] = Field(min_length=1)
    """Who arrives, how often, and what they are promised."""
    duration_seconds: Seconds = 10.0
    """Measured time."""
    at_most_seconds: Seconds | None = Field(default=60.0, le=600)
    """Most measured time, where a budget is undecided after `duration_seconds`; those alone where null."""
    warm_up_seconds: Seconds = 2.0
    """Time before it that is not measured."""
    availability: Ratio | None = None
    """Share of all arrivals, all journeys together, that are answered as promised.

    0.999 wants 1,000 arrivals at least, which `duration_seconds` has to be long enough for.
    """
    achieved_ratio: Ratio = 0.98
    """Share of the planned arrivals that the generator must have sent, late or not, for a budget to hold."""
    connections: Literal["pooled", "fresh"] = "pooled"
    """Whether arrivals share connections."""
    crowd: Crowd | None = None
    """Many clients at one moment, besides the load."""
    soak: Soak | None = None
    """What requests may leave behind in the processes that answer them."""
    first_requests: FirstRequests | None = None
    """What the first requests of a new process may take."""
    queries: Queries | None = None
    """Lists that ask PostgreSQL no oftener for more rows; it has to load `pg_stat_statements`."""
    baseline: Baseline = Baseline()
    """What is tolerated beside the release of `--baseline`."""

    @model_validator(mode="after")
    def _most_is_not_less(self) -> Latency:
        most = self.at_most_seconds if "at_most_seconds" in self.model_fields_set else None
        if most is not None and most < self.duration_seconds:
            raise ValueError(
                f"at_most_seconds: expected at least duration_seconds, which is {self.duration_seconds:g}, "
                f"got {most:g}"
            )
        return self

    @property
    def longest_seconds(self) -> float:
        """Most measured time, all parts together."""
        return max(self.at_most_seconds or 0.0, self.duration_seconds)

    @property
    def only_reads(self) -> bool:
        """Whether no journey may write."""
        return all(journey.method in SAFE for journey in self.journeys)

    @property
    def p50(self) -> tuple[Journey, ...]:
        """Journeys with a budget for the median."""
        return self._with("p50")

    @property
    def p95(self) -> tuple[Journey, ...]:
        """Journeys with a budget for the 95th percentile."""
        return self._with("p95")

    @property
    def p99(self) -> tuple[Journey, ...]:
        """Journeys with a budget for the 99th percentile."""
        return self._with("p99")

    @property
    def untold(self) -> tuple[str, ...]:
        """Say which promises the planned arrivals are too few to show: their rules can only be HOLD."""
        everything = sum(journey.rate_per_second for journey in self.journeys)
        wanted = [("availability", everything, fewest_arrivals(self.availability or 0.0))]
        wanted += [
            (f"{name} of {journey.name}", journey.rate_per_second, FEWEST[name])
            for journey in self.journeys
            for name in journey.budgets
        ]
        return tuple(
            f"{what} needs {fewest} arrivals, and {rate * self.duration_seconds:g} are planned: "
            f"say duration_seconds: {math.ceil(fewest / rate)} or more"
            for what, rate, fewest in wanted
            if rate * self.duration_seconds < fewest
        )

    def _with(self, percentile: Percentile) -> tuple[Journey, ...]:
        return tuple(journey for journey in self.journeys if percentile in journey.budgets)
