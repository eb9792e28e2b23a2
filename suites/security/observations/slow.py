"""What the security gate sees of bodies that never come to their end."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by


@dataclass(frozen=True)
class Trickled:
    """One request whose body came byte by byte, and was never whole.

    ``what`` names it, where it went and how its body was framed. ``ended_seconds`` is when it was answered or
    its connection ended, None where neither happened in ``watched_seconds``; ``how`` says which, or why it
    could not be sent. ``whole`` is what the same request was answered with all of its body at once; of a
    stranger's, that is what is ``promised``.
    """

    what: str
    promised: int | None
    whole: int | None
    ended_seconds: float | None
    watched_seconds: float
    how: str


@observed_by(
    "gonogo.suites.security.experiments.slow:trickle",
    kind=Kind.DISRUPTS,
    needs=frozenset({Can.ANSWER, Can.TAKE_WRITES}),
    deadline_seconds=240.0,
)
@dataclass(frozen=True)
class SlowBodies:
    """Each request of which the contract says how long its body may take, by its length and in chunks.

    So is the same of a stranger: without a credential, and with one that nobody gave out.
    """

    sent: tuple[Trickled, ...]
