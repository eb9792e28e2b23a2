"""What a load run measured: stdlib only, so that a gate can read it without importing Locust."""

import json
import os
from dataclasses import dataclass
from pathlib import Path

from gonogo.loadtests.codec import CodecError, decode, encode

OWN = "generator_"
"""How the kinds of error begin that are the generator's own doing."""


class ResultError(ValueError):
    """A file that is not a readable load result."""


@dataclass(frozen=True, kw_only=True)
class Quantiles:
    """A distribution in seconds, exact to three significant digits; all 0 when `count` is 0.

    `hdr_base64` is the whole histogram (HDR V2, compressed) in microseconds from 1 us to 120 s.
    """

    count: int
    min_seconds: float
    mean_seconds: float
    p50_seconds: float
    p90_seconds: float
    p95_seconds: float
    p99_seconds: float
    p999_seconds: float
    max_seconds: float
    hdr_base64: str


@dataclass(frozen=True, kw_only=True)
class Exceeded:
    """How many arrivals of one second took longer than a limit, each counted as the histogram of its name.

    `surely` counts those that took longer from their actual send, less how late the generator was while they
    were under way: no generator's doing, whenever they were sent.
    """

    limit_seconds: float
    latency: int
    latency_expected: int
    punctual: int
    punctual_expected: int
    surely: int


@dataclass(frozen=True, kw_only=True)
class JourneySecond:
    """What became of the arrivals of a journey that were *intended* in one second, 0 the first that counts.

    Each count is that part of the journey's own; `exceeded` holds the limits in the order of the plan.
    """

    second: int
    planned: int
    finished: int
    expected: int
    own_errors: int
    punctual: int
    punctual_expected: int
    exceeded: tuple[Exceeded, ...]


@dataclass(frozen=True, kw_only=True)
class Turn:
    """What became of a journey's arrivals that were intended in one turn of its arm, 0 the first that counts.

    `latencies_microseconds` are of expected answers, sorted; `failed` were answered otherwise, or timed out.
    Of the rest of `planned` nobody knows.
    """

    number: int
    planned: int
    failed: int
    latencies_microseconds: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class JourneyResult:
    """One journey in the window that counts. finished = expected + unexpected + the sum of errors.

    `latency` runs from the intended start, `service_time` from the actual send, both to the last byte
    of every finished request, errors and time-outs included; `latency_expected` is the latency of
    expected answers alone, so that quick failures cannot make a slow service look fast.
    `punctual` and `punctual_expected` are the same of what was sent in time, less how late the generator was
    while it was under way; without its own errors.
    `statuses` counts answers by status, `errors` requests without a whole answer by kind.
    `seconds` is the journey second by second, `turns` turn by turn where the plan has turns; those of all
    journeys together have none.
    """

    name: str
    planned: int
    started: int
    finished: int
    dropped: int
    expected: int
    unexpected: int
    statuses: dict[str, int]
    errors: dict[str, int]
    received_bytes: int
    latency: Quantiles
    latency_expected: Quantiles
    service_time: Quantiles
    punctual: Quantiles
    punctual_expected: Quantiles
    seconds: tuple[JourneySecond, ...] = ()
    turns: tuple[Turn, ...] = ()

    @property
    def failed(self) -> int:
        """Finished requests without an expected answer."""
        return self.finished - self.expected

    @property
    def own_errors(self) -> int:
        """Failed requests that are the generator's own doing: it had no port, or no file."""
        return sum(n for kind, n in self.errors.items() if kind.startswith(OWN))


@dataclass(frozen=True, kw_only=True)
class GeneratorHealth:
    """Whether the generator did what was planned: judge this before the service.

    planned = started + dropped + never_sent; started = finished + unfinished. `dropped` found
    `max_in_flight` requests under way, `never_sent` were still due at an interruption, `unfinished` were
    cut off by it. `schedule_lag` runs from intended start to actual send. `planned_rate_per_second` is the
    schedule's (Poisson arrivals differ a little from the plan). `achieved_rate_per_second` is started / the
    time it took to start them (never less than the planned window, unless interrupted).
    """

    planned: int
    started: int
    finished: int
    unfinished: int
    dropped: int
    never_sent: int
    planned_rate_per_second: float
    achieved_rate_per_second: float
    schedule_lag: Quantiles
    peak_in_flight: int
    out_of_range: int
    warm_up_started: int
    warm_up_failed: int
    cpu_fraction: float


@dataclass(frozen=True, kw_only=True)
class JourneyMoment:
    """One journey in one second, counted as the second itself counts."""

    failed: int
    p50_seconds: float | None
    p95_seconds: float | None
    max_seconds: float | None


@dataclass(frozen=True, kw_only=True)
class TimelineSecond:
    """One second; 0 is the first that counts, warm-up is negative, later ones drained what was left.

    `planned`, `dropped` and the latencies belong to arrivals *intended* in this second; `started`,
    `finished` and `failed` happened in it. Latencies are None when no such arrival finished. `journeys` are
    the same of each journey, in the order of the plan.
    """

    second: int
    planned: int
    started: int
    finished: int
    failed: int
    dropped: int
    p50_seconds: float | None
    p95_seconds: float | None
    max_seconds: float | None
    journeys: tuple[JourneyMoment, ...] = ()


@dataclass(frozen=True, kw_only=True)
class LoadResult:
    """A whole run. Not `completed` means that `stopped_by` ended it early: facts, but not the plan's."""

    completed: bool
    stopped_by: str | None
    started_at: str
    seed: int
    arrivals: str
    connections: str
    locust_version: str
    warm_up_seconds: float
    duration_seconds: float
    measured_seconds: float
    health: GeneratorHealth
    overall: JourneyResult
    journeys: tuple[JourneyResult, ...]
    timeline: tuple[TimelineSecond, ...]

    def journey(self, name: str) -> JourneyResult:
        """A journey by its name. Raises KeyError."""
        return {journey.name: journey for journey in self.journeys}[name]


def read(path: Path) -> LoadResult:
    """Read a result file. Raises ResultError."""
    try:
        return decode(LoadResult, json.loads(path.read_text(encoding="utf-8")), "result")
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, CodecError) as error:
        raise ResultError(f"{path}: not a readable load result: {error}") from error


def write(result: LoadResult, path: Path) -> None:
    """Write a result so that a reader sees the whole of it or nothing."""
    partial = path.with_name(f"{path.name}.{os.getpid()}.partial")
    partial.write_text(json.dumps(encode(result), indent=1), encoding="utf-8")
    partial.replace(path)
