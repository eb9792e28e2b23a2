"""The metrics gate: the exposition, known traffic that it adds up to, and what collects it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from gonogo.contract.alertmanager import Alertmanager
from gonogo.contract.base import Count, Endpoint, Name, Ratio, Request, Seconds, Section, SentHeader, Status
from gonogo.contract.gauges import Gauge

_COUNTS = ("_total", "_count", "_bucket")


class RequestCounter(Section):
    """The counter of finished requests."""

    series: Name
    """Its sample name, `_total` included."""
    method: Name | None = "method"
    """Label of the method."""
    route: Name | None = "route"
    """Label of the route."""
    status: Name | None = "status"
    """Label of the status code."""
    announced: bool = False
    """Whether the series of all known traffic are there, at 0, before it is first sent."""


class DurationHistogram(Section):
    """The histogram (or summary) of requests' durations in seconds, set beside what a client waited.

    The GET requests of `traffic`, and the writes where the gate started the release, are sent to each process
    and timed.
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


class Metrics(Section):
    """The exposition."""

    path: Endpoint = "/metrics"
    """Exact path, without a redirect; `:9102/metrics` on another port of the same host, or a whole URL."""
    others: tuple[Endpoint, ...] = ()
    """Further expositions of each process, as `path` is named; promised series stand in the first."""
    credential: Name | None = None
    """Name under `credentials` of whoever scrapes, where strangers are refused."""
    exposure: Literal["public", "replica"] = "replica"
    """Whether the public entry serves it or each replica only; nothing hides it at a local release."""
    formats: tuple[Literal["text", "openmetrics"], ...] = Field(default=("text",), min_length=1)
    """Formats offered by content negotiation."""
    series: tuple[Name, ...] = ()
    """Sample names that are always there."""
    requests: RequestCounter | None = None
    """The counter to which known traffic must add up."""
    durations: DurationHistogram | None = None
    """The histogram of how long requests took."""
    gauges: tuple[Gauge, ...] = ()
    """Gauges whose truth is known: a constant, what another page says, requests that are held open."""
    settles_within_seconds: Seconds = 5.0
    """How soon after the last answer the counters and gauges have caught up."""
    thresholds: dict[str, tuple[Seconds, ...]] = {}
    """Latency objectives, in seconds, by the histogram that has to have a bucket at each."""
    growth_samples: Count = 30
    """Most series that forty more requests of each kind that only a scanner sends may add to one process."""
    scrape_samples: Count = 50_000
    """Most samples of one scrape."""
    scrape_bytes: Count = 10_000_000
    """Most bytes of one scrape, uncompressed."""
    scrape_seconds: Seconds = 3.0
    """Longest time of one scrape: well below the collector's time-out, which is 10 s where nobody sets it."""

    @property
    def at_entry(self) -> bool:
        """Whether who reaches the entry reaches the exposition: it is served there, or stands elsewhere."""
        return self.exposure == "public" or not self.path.startswith("/")

    @property
    def is_one_url(self) -> bool:
        """Whether one URL has it, whatever replicas there are."""
        return self.path.startswith(("http://", "https://"))

    @property
    def histograms(self) -> tuple[str, ...]:
        """Histograms that `thresholds` and `series` name, the latter by their `_bucket`."""
        named = (name.removesuffix("_bucket") for name in self.series if name.endswith("_bucket"))
        return tuple(dict.fromkeys((*self.thresholds, *named)))

    @property
    def counters(self) -> bool:
        """Whether something that counts is promised, or nothing is said of what is there."""
        named = any(name.endswith(_COUNTS) for name in self.series)
        return named or not self.series or bool(self.requests or self.durations or self.thresholds)

    @property
    def seconds(self) -> bool:
        """Whether a value in seconds is promised."""
        return any(name.endswith(("_seconds", "_seconds_total", "_seconds_sum")) for name in self.series)

    @property
    def gauges_only_read(self) -> bool:
        """Whether nothing that may write is sent for a gauge."""
        return all(gauge.only_reads for gauge in self.gauges)

    @property
    def text(self) -> bool:
        """Whether `formats` has the text format."""
        return "text" in self.formats

    @property
    def openmetrics(self) -> bool:
        """Whether `formats` has OpenMetrics."""
        return "openmetrics" in self.formats


class Idempotency(Section):
    """A write that a client may send again, with a key of its own, and that happens once.

    The key with another body is another write: it gets an error, 422 by the header's draft, or an object of
    its own, and never a success that names the object of the first. A repeat has the first body to the byte.
    """

    request: Request
    """The write, with its credential; its body takes a `{uuid}`, without which no other body is sent."""
    header: SentHeader = "Idempotency-Key"
    """The header that carries the key."""
    id: Name = "id"
    """Dotted path of what the answer calls the object, the same in the answer to a repeat."""
    repeated: tuple[Status, ...] = (200, 409)
    """Statuses that answer a repeat besides that of the first; one of them may say only that it was done."""
    other: Name | None = None
    """Credential of another client, who may draw the same key and means another write."""
    resumes_within_seconds: Seconds = Field(default=15.0, le=60)
    """Longest time until a write is done, or may be made, whose client left before it was answered."""


class Traffic(Section):
    """Known traffic, each request sent `repeat` times on a fresh connection."""

    requests: tuple[Request, ...] = Field(min_length=1)
    """What is sent, in rotation."""
    repeat: Count = 25
    """How often each."""
    idempotency: Idempotency | None = None
    """A write that may be sent again."""

    @property
    def only_reads(self) -> bool:
        """Whether none of it may write."""
        return all(request.is_safe for request in self.requests)


class Coverage(Section):
    """That every service of the stack that runs is behind a target of the collector, replica by replica."""

    through: dict[str, Name] = {}
    """Services that have no exposition of their own, each with the service that exports for it."""
    exempt: dict[str, Name] = {}
    """Services that nothing scrapes, each with the reason."""


class Monitoring(Section):
    """A Prometheus server of the stack."""

    service: Name
    """Its service in the compose file."""
    port: Count = 9090
    """Its container port, published."""
    jobs: tuple[Name, ...] = Field(min_length=1)
    """Jobs that it scrapes: at least one target each, all of them up."""
    settles_within_seconds: Seconds = 20.0
    """How soon every target has been scraped once."""
    rules: tuple[Name, ...] = ()
    """Files of alert and recording rules, relative to `deployment.source`."""
    configuration: Name | None = None
    """The file with its jobs, relative to `deployment.source`: how often it scrapes each of them."""
    elsewhere: tuple[Name, ...] = ()
    """Series that begin as this release's do and that another job exposes; `*` at the end stands for any."""
    checks: dict[str, tuple[Name, ...]] = {}
    """Commands inside its container that end with 0 when its configuration is good, by name."""
    coverage: Coverage | None = None
    """Whether it watches all that runs; `{}` where it does without an exception."""
    alertmanager: Alertmanager | None = None
    """Where its alerts go, for each of `rules`."""
