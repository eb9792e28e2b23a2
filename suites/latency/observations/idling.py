"""What the latency gate sees of connections that nobody used for a while."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by
from gonogo.suites.metrics.observations.scrapes import Snapshot

ENTRY = "entry"
"""The source of what was seen at the public entry; any other one is a replica's name."""


def is_lost(said: str) -> bool:
    """Whether a client got no answer, or one that says that something behind it failed (RFC 9110, 15.6)."""
    return not said.isdecimal() or int(said) >= 500


@dataclass(frozen=True)
class Kept:
    """One connection that was answered, left alone and, where it was still open at the end, used once more.

    ``ended_seconds`` is how long it had been idle when the other side ended it, None where it was used again.
    ``idle_seconds`` is for how long it was left either way, and ``said`` the answer's status when it was used
    again, or why there was none. ``announced_seconds`` is what Keep-Alive of the first answer promised.
    """

    source: str
    ended_seconds: float | None
    idle_seconds: float
    said: str
    announced_seconds: float | None = None

    @property
    def lost(self) -> bool:
        """Whether it looked open, and lost what was sent on it."""
        return self.ended_seconds is None and is_lost(self.said)


@dataclass(frozen=True)
class Sent:
    """One request through the entry, at about the moment at which a replica ends its idle connections.

    ``own`` is a client's connection that had been idle for as long; any other request came on a new one.
    ``said`` is the answer's status, or why there was none.
    """

    write: bool
    own: bool
    said: str

    @property
    def answered(self) -> bool:
        """Whether anybody answered, be it with an error."""
        return self.said.isdecimal()

    @property
    def lost(self) -> bool:
        """Whether it was lost."""
        return is_lost(self.said)


@dataclass(frozen=True)
class Wave:
    """Many clients together, ``idle_seconds`` after all of them were answered."""

    idle_seconds: float
    sent: tuple[Sent, ...]


@observed_by(
    "gonogo.suites.latency.experiments.idling:leave_connections_idle",
    kind=Kind.MEASURES,
    needs=frozenset({Can.ANSWER, Can.REACH_REPLICAS, Can.TAKE_LOAD}),
    deadline_seconds=90.0,
)
@dataclass(frozen=True)
class Idling:
    """Connections at the entry and at each replica, and what users got when they came back.

    There are waves where a replica was seen to end its own. That of ``control`` came when hardly anything was
    idle. ``looked_seconds`` is how long all of it was left alone. ``at_once`` is how many more connections
    ended with their first answer: nobody can come back on those. ``counters`` are those of each process
    before all of it, when it was over, and after the connections were used again.
    """

    looked_seconds: float
    kept: tuple[Kept, ...]
    control: tuple[Wave, ...]
    waves: tuple[Wave, ...]
    at_once: int = 0
    counters: tuple[Snapshot, ...] = ()

    def ends_at(self, source: str) -> tuple[float, ...]:
        """After how many idle seconds a source ended its connections."""
        return tuple(
            one.ended_seconds for one in self.kept if one.source == source and one.ended_seconds is not None
        )

    @property
    def sources(self) -> tuple[str, ...]:
        """Everybody who kept a connection, the entry first."""
        return tuple(dict.fromkeys(sorted((one.source for one in self.kept), key=lambda name: name != ENTRY)))
