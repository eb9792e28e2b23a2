"""The sections that the gates judge by. Thresholds live here and nowhere else."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from gonogo.contract.access import Ownership, Routes, Tokens
from gonogo.contract.base import Count, Method, Name, Path, Ratio, Request, Seconds, Section, Status
from gonogo.contract.bodies import Body
from gonogo.contract.containers import Anonymous
from gonogo.contract.durations import DurationHistogram
from gonogo.contract.guards import Guard
from gonogo.contract.literals import Literals
from gonogo.contract.provoked import Provoked
from gonogo.contract.scans import CodeScan, DependencyScan
from gonogo.contract.sessions import Cookies, Limit


class Credential(Section):
    """A header that authenticates; `${NAME}` is taken from the environment or generated."""

    header: Name = "Authorization"
    """Header name."""
    value: Name
    """Header value."""


class Config(Section):
    """What the release does with a wrong environment."""

    required: tuple[Name, ...] = ()
    """Variables without which it refuses to start."""
    bad_values: dict[str, tuple[str, ...]] = {}
    """Values, variable by variable, that it refuses."""
    prefix: Name | None = None
    """Prefix of its own variables: one with it that no setting has is refused as well."""
    guards: tuple[Guard, ...] = ()
    """Combinations that it refuses."""
    literals: Literals | None = None
    """Where its source is looked through for what should be a setting."""
    refuses_within_seconds: Seconds = 10.0
    """Time in which a refused start has ended."""


class Probe(Section):
    """A health endpoint."""

    path: Path
    """Where it answers."""
    within_seconds: Seconds = 1.0
    """How soon it answers, worst of the reads."""
    body: Literal["json", "text", "any"] = "json"
    """`json`: an object with a `status` of pass, warn or fail, or an alias (ok, UP, error, DOWN, degraded);
    `text`: anything but HTML; `any`: a page as well. Whatever is promised, JSON or text that states a failure
    with 2xx is refused."""
    words: tuple[Name, ...] = ()
    """Its good words, in any case: the status that a JSON body states is one of them, or the text begins with
    one; the known ones where absent."""


class Health(Section):
    """Health semantics."""

    liveness: Probe | None = None
    """Restart me when this fails."""
    readiness: Probe | None = None
    """Send me traffic while this passes."""
    startup: Probe | None = None
    """Leave me alone until this passes."""
    overall: Probe | None = None
    """The page for people and dashboards."""
    outage_seconds: Seconds = 6.0
    """How long a dependency is kept away."""
    notices_within_seconds: Seconds = 5.0
    """How soon readiness follows a hard dependency that went away."""
    recovers_within_seconds: Seconds = 15.0
    """How soon readiness follows it back."""
    drains_seconds: Seconds | None = None
    """How long after SIGTERM a process still takes new connections, while its readiness says no."""


class ReadOnly(Section):
    """How a dependency is made to refuse writes, by commands inside its container."""

    command: tuple[Name, ...] = Field(min_length=1)
    """Makes it so, for sessions that are open too."""
    undo: tuple[Name, ...] = Field(min_length=1)
    """Takes it back."""


class Dependency(Section):
    """Something that the service calls."""

    service: Name
    """Its service in the compose file."""
    hard: bool = True
    """Without it no route works, and readiness fails; an optional one only degrades."""
    pause: bool = False
    """Whether it may be paused, so that it takes connections and answers nothing."""
    anonymous: Anonymous | None = None
    """How it is asked without a credential."""
    read_only: ReadOnly | None = None
    """How it is made to refuse writes; not at all where absent."""


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


class Metrics(Section):
    """The exposition."""

    path: Path = "/metrics"
    """Exact path, without a redirect."""
    exposure: Literal["public", "replica"] = "replica"
    """Whether the public entry serves it or each replica only."""
    formats: tuple[Literal["text", "openmetrics"], ...] = Field(default=("text",), min_length=1)
    """Formats offered by content negotiation."""
    series: tuple[Name, ...] = ()
    """Sample names that are always there."""
    requests: RequestCounter | None = None
    """The counter to which known traffic must add up."""
    durations: DurationHistogram | None = None
    """The histogram of how long requests took."""
    settles_within_seconds: Seconds = 5.0
    """How soon after the last answer the counters have caught up."""
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
    def histograms(self) -> tuple[str, ...]:
        """Histograms that `thresholds` and `series` name, the latter by their `_bucket`."""
        named = (name.removesuffix("_bucket") for name in self.series if name.endswith("_bucket"))
        return tuple(dict.fromkeys((*self.thresholds, *named)))

    @property
    def text(self) -> bool:
        """Whether `formats` has the text format."""
        return "text" in self.formats

    @property
    def openmetrics(self) -> bool:
        """Whether `formats` has OpenMetrics."""
        return "openmetrics" in self.formats


class Traffic(Section):
    """Known traffic, each request sent `repeat` times on a fresh connection."""

    requests: tuple[Request, ...] = Field(min_length=1)
    """What is sent, in rotation."""
    repeat: Count = 25
    """How often each."""


class Security(Provoked):
    """Security posture at the HTTP surface."""

    headers: dict[str, str | None] = {}
    """Response header and its value, or null for any value, on every class of response."""
    routes: Routes | None = None
    """The live route table."""
    anonymous: tuple[str, ...] = ()
    """`METHOD /template` of each route that needs no credential."""
    transport_security_seconds: Count | None = None
    """Least max-age of Strict-Transport-Security, on every class of response."""
    strict_content_policy: bool = False
    """Whether every class of response has a policy against inline script, foreign script and framing."""
    problem_details: bool = False
    """Whether every error is a problem document of RFC 9457."""
    tokens: Tokens | None = None
    """Signed tokens."""
    ownership: Ownership | None = None
    """An object that belongs to one client."""
    cookies: Cookies | None = None
    """Cookies of a session."""
    limits: tuple[Limit, ...] = ()
    """How often one client may try."""
    body: Body | None = None
    """The largest body of a request."""
    framing: Request | None = None
    """A request with a method that may have a body, whose answer leaves its connection open."""
    refusals: tuple[Status, ...] = (401, 403)
    """Statuses that refuse an anonymous request."""
    code: CodeScan | None = None
    """Weaknesses in its source."""
    dependencies: DependencyScan | None = None
    """Known vulnerabilities in its packages."""


class Journey(Section):
    """One path of users through the service, with its budget."""

    name: Name
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
    p50_seconds: Seconds | None = None
    """Median from the intended start."""
    p95_seconds: Seconds | None = None
    """95th percentile from the intended start."""
    p99_seconds: Seconds | None = None
    """99th percentile from the intended start."""
    error_ratio: Ratio = 0.001
    """Share of arrivals that may fail."""


class Latency(Section):
    """Latency budgets under an open-loop load."""

    journeys: tuple[Journey, ...] = Field(min_length=1)
    """Who arrives, how often, and what they are promised."""
    duration_seconds: Seconds = 10.0
    """Measured time."""
    warm_up_seconds: Seconds = 2.0
    """Time before it that is not measured."""
    availability: Ratio | None = None
    """Share of all arrivals, all journeys together, that are answered as promised."""
    achieved_ratio: Ratio = 0.98
    """Share of the planned arrivals that the generator must have sent, late or not, for a budget to hold."""
    connections: Literal["pooled", "fresh"] = "pooled"
    """Whether arrivals share connections."""

    @property
    def p50(self) -> tuple[Journey, ...]:
        """Journeys with a budget for the median."""
        return tuple(journey for journey in self.journeys if journey.p50_seconds)

    @property
    def p95(self) -> tuple[Journey, ...]:
        """Journeys with a budget for the 95th percentile."""
        return tuple(journey for journey in self.journeys if journey.p95_seconds)

    @property
    def p99(self) -> tuple[Journey, ...]:
        """Journeys with a budget for the 99th percentile."""
        return tuple(journey for journey in self.journeys if journey.p99_seconds)


class Candidate(Section):
    """A bad release, as the same image with something wrong about it."""

    environment: dict[str, str] = {}
    """Variables that differ."""
    command: tuple[str, ...] | None = None
    """A command that differs."""


class Rollout(Section):
    """What a roll-out promises."""

    candidates: dict[str, Candidate] = {}
    """Bad candidates by name; none of them may answer a request."""
    deadline_seconds: Seconds = 30.0
    """How long a candidate may take to become healthy."""
    stops_within_seconds: Seconds = 15.0
    """How long a replica may take to end after SIGTERM."""
    answers_within_seconds: Seconds = 5.0
    """How soon a candidate has to answer the request before it takes traffic."""
    request: Request
    """The request that runs all the while, and that a candidate answers first."""
    write: Request | None = None
    """A request that creates something; its Location can be read afterwards with the same credential."""
    rate_per_second: Seconds = 20.0
    """How often."""
