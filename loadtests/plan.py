"""What load to send: stdlib only, so that a gate can make a plan without importing Locust."""

import json
import math
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

from gonogo.loadtests.codec import CodecError, decode, encode
from gonogo.loadtests.journey import Journey, PlanError, SetupRequest, check_headers, positive, require
from gonogo.loadtests.turns import check_turns

__all__ = ["Journey", "LoadPlan", "PlanError", "SetupRequest"]

MAX_REQUESTS = 5_000_000
MAX_TIMEOUT_SECONDS = 100.0
MAX_PROCESSES = 64
MAX_TOTAL_SECONDS = 86_400.0


@dataclass(frozen=True, kw_only=True)
class LoadPlan:
    """An open-loop load: `warm_up_seconds` that do not count, then `duration_seconds` that do.

    `rate_per_second` is the total; journeys with a weight share what journeys with a rate leave of it.
    A request is given up `timeout_seconds` after it was sent. At most `max_in_flight` are under way:
    an arrival that finds no place is dropped and counted. `processes` of them send every n-th arrival
    each, with an equal share of the places. `max_requests` bounds arrivals and setup
    requests together. Hosts must resolve to loopback, or be listed in `allow_hosts` by their exact name.
    With `turn_seconds`, arms (the journeys' own) take turns of this length: one each in a round, in an order
    that is drawn anew, and in each the same arrivals; warm-up and duration are whole rounds.
    The plan's own `headers` are sent as they stand. `client_certificate` and `client_key` are PEM files;
    `proxy` is an http URL with its password.
    """

    base_urls: tuple[str, ...]
    journeys: tuple[Journey, ...]
    duration_seconds: float
    max_requests: int
    rate_per_second: float | None = None
    warm_up_seconds: float = 0.0
    timeout_seconds: float = 10.0
    seed: int = 1
    arrivals: Literal["constant", "poisson"] = "constant"
    connections: Literal["fresh", "pooled"] = "fresh"
    max_in_flight: int = 500
    processes: int = 1
    turn_seconds: float | None = None
    headers: dict[str, str] = field(default_factory=dict)
    ca_bundle: str | None = None
    client_certificate: str | None = None
    client_key: str | None = None
    proxy: str | None = None
    allow_hosts: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require(bool(self.base_urls), "plan.base_urls: expected at least one URL")
        for url in self.urls():
            _check_url(url)
        check_headers(self.headers, "plan")
        self._check_bounds()
        self._check_journeys()
        check_turns(self)

    def urls(self) -> list[str]:
        """Every base URL that this plan sends to."""
        return [*self.base_urls, *(journey.base_url for journey in self.journeys if journey.base_url)]

    def total_rate_per_second(self) -> float:
        """Planned arrivals a second, all journeys."""
        return self.rate_per_second or sum(journey.rate_per_second or 0.0 for journey in self.journeys)

    def arms(self) -> list[str]:
        """The arms that take turns, in the plan's order."""
        return list(dict.fromkeys(journey.arm for journey in self.journeys))

    def setup_requests(self) -> int:
        """Requests sent before the load."""
        return sum(request.times for journey in self.journeys for request in journey.setup)

    def shares(self) -> list[float]:
        """Arrivals a second of each journey, in the plan's order."""
        fixed = sum(journey.rate_per_second or 0.0 for journey in self.journeys)
        weights = sum(journey.weight or 0.0 for journey in self.journeys)
        rest = self.total_rate_per_second() - fixed
        return [
            journey.rate_per_second or rest * (journey.weight or 0.0) / weights for journey in self.journeys
        ]

    def _check_bounds(self) -> None:
        total = self.warm_up_seconds + self.duration_seconds
        require(
            positive(self.duration_seconds) and self.warm_up_seconds >= 0 and total <= MAX_TOTAL_SECONDS,
            f"plan: expected duration_seconds above 0, warm_up_seconds from 0, together at most "
            f"{MAX_TOTAL_SECONDS:g}, got {self.duration_seconds} and {self.warm_up_seconds}",
        )
        require(
            0 < self.timeout_seconds <= MAX_TIMEOUT_SECONDS,
            "plan.timeout_seconds: expected above 0 "
            f"and at most {MAX_TIMEOUT_SECONDS:g}, got {self.timeout_seconds}",
        )
        require(
            1 <= self.max_requests <= MAX_REQUESTS,
            f"plan.max_requests: expected 1 to {MAX_REQUESTS}, got {self.max_requests}",
        )
        require(
            1 <= self.max_in_flight <= 20_000,
            f"plan.max_in_flight: expected 1 to 20000, got {self.max_in_flight}",
        )

        require(
            1 <= self.processes <= min(MAX_PROCESSES, self.max_in_flight),
            f"plan.processes: expected 1 to {MAX_PROCESSES} and no more than max_in_flight "
            f"({self.max_in_flight}), got {self.processes}",
        )

    def _check_journeys(self) -> None:
        require(bool(self.journeys), "plan.journeys: expected at least one journey")
        names = [journey.name for journey in self.journeys]
        require(len(set(names)) == len(names), f"plan.journeys: expected different names, got {names}")
        fixed = sum(journey.rate_per_second or 0.0 for journey in self.journeys)
        if any(journey.weight for journey in self.journeys):
            require(
                positive(self.rate_per_second) and (self.rate_per_second or 0.0) > fixed,
                "plan.rate_per_second: journeys with a weight need a total rate above "
                f"{fixed:g} a second (the rates of the others), got {self.rate_per_second}",
            )
        elif self.rate_per_second is not None:
            require(
                math.isclose(self.rate_per_second, fixed),
                "plan.rate_per_second: expected "
                f"{fixed:g}, the sum of the journeys, got {self.rate_per_second:g}; leave it out",
            )

    def to_json(self) -> str:
        """The plan as the recorder reads it. It holds the headers, secrets included."""
        return json.dumps(encode(self), indent=2)

    @classmethod
    def from_json(cls, text: str) -> "LoadPlan":
        """Read a plan. Raises PlanError."""
        try:
            return decode(cls, json.loads(text), "plan")
        except json.JSONDecodeError as error:
            raise PlanError(f"plan: not JSON: {error}") from error
        except CodecError as error:
            raise PlanError(str(error)) from error


def _check_url(url: str) -> None:
    try:
        parts = urlsplit(url)
        fits = (
            parts.scheme in ("http", "https")
            and parts.hostname
            and parts.username is None
            and parts.port != 0
        )
    except ValueError as error:
        raise PlanError(f"plan.base_urls: {url!r}: {error}") from error
    require(
        bool(fits) and not parts.query + parts.fragment,
        f"plan.base_urls: expected http(s)://host[:port][/path] without credentials or query, got "
        f"{url.rpartition('@')[2]!r}",
    )
