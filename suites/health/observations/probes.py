"""What the health gate sees."""

from __future__ import annotations

from dataclasses import dataclass, replace

from gonogo.core.observation import Can, Kind, observed_by


@dataclass(frozen=True)
class ProbeRead:
    """One read of a health endpoint, on a connection of its own.

    ``probe`` is its name in the contract, ``source`` the entry or a replica, ``body`` its first 4,000
    characters; ``status`` is None where no whole answer came, and ``error`` then says why. Of its ``seconds``
    our own machine was too busy to look for ``late_seconds``.
    """

    probe: str
    source: str
    path: str
    status: int | None
    error: str
    media_type: str
    body: str
    seconds: float
    late_seconds: float = 0.0
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def passes(self) -> bool:
        """Whether an orchestrator takes it for a yes."""
        return self.status is not None and 200 <= self.status < 300

    @property
    def where(self) -> str:
        """The read as a problem names it."""
        return f"{self.probe} {self.path} at {self.source}"

    @property
    def answer(self) -> str:
        """What came back, in a few words."""
        if self.status is None:
            return self.error or "no answer"
        return f"{self.status} {self.media_type or 'without a media type'}"


@observed_by("gonogo.suites.health.experiments.reads:read_probes", kind=Kind.READS, quick=True)
@dataclass(frozen=True)
class ProbeReads:
    """Reads of every promised probe, and of paths that nobody promised.

    ``siblings`` begin as the probe's path does, one for each; ``absent`` only lie in the same folder, one for
    each folder.
    """

    reads: tuple[ProbeRead, ...]
    siblings: tuple[ProbeRead, ...]
    absent: tuple[ProbeRead, ...] = ()


@dataclass(frozen=True)
class Sample:
    """One question to one replica: liveness, readiness, overall, or traffic (a request of known traffic).

    ``at_seconds`` is when it was asked, counted from the moment the dependency was gone, and ``seconds``
    how long the answer took, for ``late_seconds`` of which our own machine was too busy to look. ``stated``
    is the body's own status.
    """

    replica: str
    question: str
    at_seconds: float
    seconds: float
    status: int | None
    error: str
    stated: str
    late_seconds: float = 0.0

    @property
    def passes(self) -> bool:
        """Whether an orchestrator or a client takes it for a yes."""
        return self.status is not None and 200 <= self.status < 300

    def is_excused(self, seconds: float) -> bool:
        """Whether it may have been answered in that time, and our own machine was too busy to see it."""
        came = self.status is not None or self.error == "timeout"
        return came and self.late_seconds > 0 and self.seconds - self.late_seconds <= seconds

    @property
    def answer(self) -> str:
        """What came back, in a word."""
        return str(self.status) if self.status is not None else self.error or "no answer"


@dataclass(frozen=True)
class OutageBody:
    """The first body of its shape while a dependency was away, its first 4,000 characters."""

    replica: str
    question: str
    status: int
    body: str


@dataclass(frozen=True)
class Refusal:
    """What one replica says to a request that it refuses while all is well.

    ``caller`` completes the request: `without a credential`. ``taken`` is the status of the same request by
    one who may, before. ``before`` and ``away`` are the statuses of all answers, before stopping began and
    after; None is no answer. Nothing stands ``before`` where there was no time to ask.
    """

    replica: str
    request: str
    caller: str
    taken: int | None
    before: tuple[int | None, ...]
    away: tuple[int | None, ...]


@dataclass(frozen=True)
class Newcomer:
    """A process that was started while a dependency was away, and asked until it was ready or time was over.

    ``ready_seconds`` is when it was, None where it was not within ``waited_seconds``; ``last`` is the last
    answer of its readiness. ``ready_after`` is whether it was with the dependency back, None where not asked.
    """

    ready_seconds: float | None
    waited_seconds: float
    last: str
    ready_after: bool | None = None

    def afterwards(self, *, ready: bool) -> Newcomer:
        """Return it with what was seen once the dependency was back."""
        return replace(self, ready_after=ready)


@dataclass(frozen=True)
class Outage:
    """One dependency stopped and started again, with every replica asked all the while.

    Times are seconds from the moment it was gone: stopping began at ``stop_asked_seconds`` (at most 0), and
    starting at ``start_asked_seconds``; it ran again, though not yet ready, at ``started_seconds``.
    ``instances`` holds, by replica, what told its process apart before and after; empty where unknown.
    ``refusals`` hold what is closed, asked for before and all the while, where the contract says that it is.
    ``errors`` are what users were told that were answered with 5xx, each once. ``newcomer`` was started in
    it, where it is optional and processes can be started.
    """

    dependency: str
    hard: bool
    stop_asked_seconds: float
    start_asked_seconds: float
    started_seconds: float
    instances: dict[str, tuple[str, str]]
    samples: tuple[Sample, ...]
    bodies: tuple[OutageBody, ...]
    refusals: tuple[Refusal, ...] = ()
    errors: tuple[OutageBody, ...] = ()
    newcomer: Newcomer | None = None

    def of(self, question: str, replica: str | None = None) -> list[Sample]:
        """Return the samples of a question in order of asking, of one replica or of all."""
        return [s for s in self.samples if s.question == question and replica in (None, s.replica)]

    def before(self, question: str) -> list[Sample]:
        """Return the samples answered before it was stopped: the control."""
        return [s for s in self.of(question) if s.at_seconds + s.seconds <= self.stop_asked_seconds]

    def away(self, question: str, replica: str | None = None) -> list[Sample]:
        """Return the samples asked and answered while it was away."""
        end = self.start_asked_seconds
        return [s for s in self.of(question, replica) if 0 <= s.at_seconds <= end - s.seconds]

    def after(self, question: str, replica: str | None = None) -> list[Sample]:
        """Return the samples asked once it ran again."""
        return [s for s in self.of(question, replica) if s.at_seconds >= self.started_seconds]

    @property
    def replicas(self) -> list[str]:
        """Names of the replicas that were asked."""
        return sorted({s.replica for s in self.samples})


@observed_by(
    "gonogo.suites.health.experiments.outage:take_dependencies_away",
    kind=Kind.DISRUPTS,
    needs=frozenset({Can.STOP_DEPENDENCY, Can.REACH_REPLICAS}),
    deadline_seconds=600.0,
)
@dataclass(frozen=True)
class Outages:
    """Each dependency of the contract taken away once, one after the other.

    ``traffic_status`` is what the request of known traffic promises; None where the contract has no GET
    that answers below 400.
    """

    traffic_status: int | None
    outages: tuple[Outage, ...]
