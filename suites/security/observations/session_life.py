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
    "gonogo.suites.security.experiments.session_life:end_it",
    kind=Kind.WRITES,
    needs=frozenset({Can.ANSWER, Can.TAKE_WRITES}),
    deadline_seconds=120.0,  # a limit that somebody else has used up is waited for
)
@dataclass(frozen=True)
class SessionsEnd:
    """A session, its sign-out, and its cookies sent again by somebody who kept them."""

    signed_in: int | None
    signed_out: int | None
    openings: tuple[Opening, ...]


@observed_by(
    "gonogo.suites.security.experiments.session_life:begin_with_a_given_one",
    kind=Kind.WRITES,
    needs=frozenset({Can.ANSWER, Can.TAKE_WRITES}),
    deadline_seconds=120.0,
)
@dataclass(frozen=True)
class SessionsBegin:
    """A sign-in that brought cookies of its own: those that were given to a stranger, else invented ones.

    ``offered`` are their names. The openings are asked for with them alone.
    """

    signed_in: int | None
    offered: tuple[str, ...]
    openings: tuple[Opening, ...]
