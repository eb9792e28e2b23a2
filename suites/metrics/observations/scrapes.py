"""What the metrics gate sees."""

from __future__ import annotations

from dataclasses import dataclass, field

from gonogo.core.observation import Can, Kind, observed_by


@dataclass(frozen=True)
class Scrape:
    """One scrape, on a connection of its own, without following a redirect.

    ``wanted`` is what the Accept header asked for: a promised format, or `default` for what a Prometheus
    server sends. ``body`` is the text, with bytes that are no UTF-8 written as escapes and ``utf8`` False.
    ``at`` is when it was asked for, in seconds of 1970 by the clock of this machine. ``path`` is that of a
    further exposition, empty for the one of `metrics.path`.
    """

    source: str
    wanted: str
    status: int | None
    error: str
    content_type: str
    location: str
    utf8: bool
    truncated: bool
    body: str
    seconds: float
    at: float = 0.0
    path: str = ""

    @property
    def place(self) -> str:
        """Process and, of a further exposition, path, as a problem names them."""
        return f"{self.path} at {self.source}" if self.path else self.source


@observed_by(
    "gonogo.suites.metrics.experiments.scrapes:scrape_each_format",
    kind=Kind.READS,
    needs=frozenset({Can.READ_EXPOSITION}),
    quick=True,
)
@dataclass(frozen=True)
class Scrapes:
    """Scrapes of each process, after one request with characters that a label value has to escape.

    ``others`` are of further expositions, each as a Prometheus server asks for it. ``processors`` is how many
    the release's machine has; 0 where that is not known. ``later`` are asked for in the same way, after each
    process was asked for all that is known to be read: many series come with their first request.
    """

    scrapes: tuple[Scrape, ...]
    others: tuple[Scrape, ...] = ()
    processors: int = 0
    later: tuple[Scrape, ...] = ()

    @property
    def every(self) -> tuple[Scrape, ...]:
        """All scrapes, those of `metrics.path` first."""
        return self.scrapes + self.others


@dataclass(frozen=True)
class Sent:
    """Requests of one kind that got one answer; ``status`` is None where none came.

    Of ``cached`` the answers state that a cache gave them: the service may have counted those or not.
    """

    name: str
    method: str
    route: str
    promised: int
    status: int | None
    error: str
    count: int
    cached: int = 0


@dataclass(frozen=True)
class Snapshot:
    """All counters of one process at one moment: ``before``, ``sent``, ``rest``, ``apart`` (after a write).

    ``counters`` maps series to value; ``started`` is the process's own start time, None where not exposed.
    ``created`` is since when a series counts, for each that says so.
    """

    source: str
    moment: str
    status: int | None
    error: str
    started: float | None
    counters: dict[str, float]
    created: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class RequestSeries:
    """One series of the request counter of one process, before the traffic and at rest after it.

    ``method``, ``route`` and ``status`` are label values, empty where the contract names no such label.
    """

    source: str
    method: str
    route: str
    status: str
    before: float
    after: float


@dataclass(frozen=True)
class ReadAtRest:
    """One of several scrapes of a process to which nothing is sent: the sum of its request counter.

    ``swings`` are counters that are as high as before one of them that showed less, with the same start.
    """

    source: str
    status: int | None
    started: float | None
    total: float
    swings: tuple[str, ...] = ()


@observed_by(
    "gonogo.suites.metrics.experiments.scrapes:send_known_traffic",
    kind=Kind.WRITES,
    needs=frozenset({Can.ANSWER, Can.READ_EXPOSITION, Can.TAKE_WRITES}),
    spared={Can.TAKE_WRITES: "traffic.only_reads"},
    deadline_seconds=180.0,
)
@dataclass(frozen=True)
class KnownTraffic:
    """Known traffic, and what every process counted of it.

    ``settled`` says whether two scrapes in a row added up to what was sent, within the promised time; what a
    cache gave may be missing.
    """

    sent: tuple[Sent, ...]
    snapshots: tuple[Snapshot, ...]
    requests: tuple[RequestSeries, ...]
    at_rest: tuple[ReadAtRest, ...]
    settled: bool
    settle_seconds: float
