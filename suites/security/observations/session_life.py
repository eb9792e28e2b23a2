"""What the security gate sees of what a session opens: while it lasts, when it has ended, before it began."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by


@dataclass(frozen=True)
class Opening:
    """One path that a session opens. Counts are of answers with what is promised within a session.

    ``statuses`` are those within the session and without cookies; ``asked`` is how often it was asked for
    with cookies that were to open nothing.
    """

    path: str
    within: bool
    without: bool
    statuses: tuple[int | None, int | None]
    asked: int
    opened: int


@observed_by(
    "gonogo.suites.security.experiments.session_life:live_through",
    kind=Kind.WRITES,
    needs=frozenset({Can.ANSWER, Can.TAKE_WRITES}),
    deadline_seconds=180.0,  # a limit that somebody else has used up is waited for
)
@dataclass(frozen=True)
class SessionLife:
    """A session, its sign-out, and another sign-in that brought cookies which somebody else knows.

    ``ended`` was asked for with the cookies of the session that was signed out of, ``brought`` with those
    that the second sign-in brought: given to a stranger, else invented; ``offered`` are their names. Statuses
    are of the sign-in, the sign-out (None where the contract has none) and the second sign-in.
    """

    signed_in: int | None
    signed_out: int | None
    ended: tuple[Opening, ...]
    signed_in_again: int | None
    offered: tuple[str, ...]
    brought: tuple[Opening, ...]
