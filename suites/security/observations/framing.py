"""What the security gate sees of messages whose end can be read in two ways."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by

_UNREADABLE = (400, 501, 505)  # what is answered to bytes that are no request; the connection ends with it


@dataclass(frozen=True)
class Framed:
    """One message, and after its answer one request in the open, on one connection.

    ``what`` is how the message says where it ends, ``source`` the entry or a replica; ``statuses`` are those
    of every answer. ``asked`` counts what was sent in the open: one, or two where the connection outlived
    the first answer. ``closed`` is whether the other side ended the connection; ``error`` is why no answer
    came.
    ``both`` marks a message with a length and with chunks, each well written.
    """

    source: str
    what: str
    statuses: tuple[int, ...]
    error: str
    asked: int = 2
    closed: bool = True
    both: bool = False

    @property
    def hidden(self) -> bool:
        """Whether more was answered than was asked in the open, and than the rest that nobody can read."""
        others = self.statuses[1:]
        if others and others[-1] in _UNREADABLE:
            return len(others) > 1
        return len(self.statuses) > self.asked

    @property
    def kept(self) -> bool:
        """Whether both were answered that were asked in the open, on one connection."""
        return len(self.statuses) == self.asked > 1 and self.statuses[-1] not in _UNREADABLE

    @property
    def mute(self) -> bool:
        """Whether an answer is missing on a connection that is open: nobody knows what it waits for."""
        return not self.closed and len(self.statuses) < self.asked


@observed_by(
    "gonogo.suites.security.experiments.framing:hide_requests",
    kind=Kind.WRITES,  # it opens connections in ways that what stands before the service may not survive
    needs=frozenset({Can.ANSWER, Can.TAKE_WRITES}),
    deadline_seconds=180.0,
)
@dataclass(frozen=True)
class Framings:
    """Messages with a second request hidden in them; ``control`` holds one at each place that hides none."""

    control: tuple[Framed, ...]
    tried: tuple[Framed, ...]
