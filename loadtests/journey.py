"""One kind of request in a load, and what has to be sent before it."""

import math
from dataclasses import dataclass, field
from typing import Any

from gonogo.loadtests import template


class PlanError(ValueError):
    """A plan that cannot be run as written; the message says where and what would be right."""


def require(holds: bool, message: str) -> None:
    """Raise PlanError with the message unless it holds."""
    if not holds:
        raise PlanError(message)


def _check_request(request: "Journey | SetupRequest", where: str) -> None:
    require(request.path.startswith("/"), f"{where}.path: expected it to begin with /, got {request.path!r}")
    require(
        request.method.isalpha() and request.method.isupper(),
        f"{where}.method: expected an HTTP method in capitals, got {request.method!r}",
    )
    require(bool(request.expected_statuses), f"{where}.expected_statuses: expected at least one status")
    bad = [status for status in request.expected_statuses if not 200 <= status <= 599]
    require(not bad, f"{where}.expected_statuses: expected 200 to 599, got {bad}")
    check_headers(request.headers, where)


def check_headers(headers: dict[str, str], where: str) -> None:
    """Refuse values that would become headers of their own."""
    for name, value in headers.items():
        require(
            "\r" not in name + value and "\n" not in name + value,
            f"{where}.headers.{name}: expected one line of text",
        )


def positive(value: float | None) -> bool:
    """A finite number above 0."""
    return value is not None and math.isfinite(value) and value > 0


@dataclass(frozen=True, kw_only=True)
class SetupRequest:
    """A request sent `times` times before the load; the run is refused unless its status is expected.

    `capture` maps a placeholder of the journey to a dotted path in the JSON answer ("id", "data.id").
    """

    path: str
    method: str = "POST"
    headers: dict[str, str] = field(default_factory=dict)
    json: Any = None
    expected_statuses: tuple[int, ...] = (200, 201)
    times: int = 1
    capture: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        _check_request(self, f"setup {self.path!r}")
        require(self.times >= 1, f"setup {self.path!r}.times: expected at least 1, got {self.times}")


@dataclass(frozen=True, kw_only=True)
class Journey:
    """One kind of request and its share of the load: a `weight`, or a `rate_per_second` of its own.

    Path, header values and the texts in `json` may hold {n}, {uuid} and what `setup` captures.
    `base_url` replaces the plan's base URLs for this journey. Redirects are never followed.
    Arrivals that take longer than each of `limits_seconds` are counted second by second.
    Where the plan has turns, it is sent in those of its `arm`.
    """

    name: str
    path: str
    method: str = "GET"
    weight: float | None = None
    rate_per_second: float | None = None
    headers: dict[str, str] = field(default_factory=dict)
    json: Any = None
    expected_statuses: tuple[int, ...] = (200,)
    setup: tuple[SetupRequest, ...] = ()
    base_url: str | None = None
    limits_seconds: tuple[float, ...] = ()
    arm: str = ""

    def __post_init__(self) -> None:
        where = f"journey {self.name!r}"
        require(bool(self.name), "journey: expected a name")
        _check_request(self, where)
        require(
            (self.weight is None) != (self.rate_per_second is None),
            f"{where}: expected either weight or rate_per_second, "
            f"got weight={self.weight}, rate_per_second={self.rate_per_second}",
        )
        require(
            positive(self.weight if self.rate_per_second is None else self.rate_per_second),
            f"{where}: expected weight or rate_per_second above 0",
        )
        require(
            all(positive(limit) for limit in self.limits_seconds)
            and len(set(self.limits_seconds)) == len(self.limits_seconds),
            f"{where}.limits_seconds: expected different numbers above 0, got {list(self.limits_seconds)}",
        )
        self._check_placeholders(where)

    def _check_placeholders(self, where: str) -> None:
        known = template.BUILT_IN | {name for request in self.setup for name in request.capture}
        texts = [self.path, *self.headers.values(), template.body_text(self.json) or ""]
        unknown = {name for text in texts for name in template.placeholders(text)} - known
        require(
            not unknown,
            f"{where}: unknown placeholder {sorted(unknown)}; known are {sorted(known)}; "
            "a setup request captures further ones",
        )
