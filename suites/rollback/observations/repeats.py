"""What the rollback gate sees of a write that is sent more than once."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by


@dataclass(frozen=True)
class Repeat:
    """One answer: how it was sent, its status (None where none came), and the object that it names."""

    how: str
    status: int | None
    object: str = ""


@observed_by(
    "gonogo.suites.rollback.experiments.repeats:repeat_a_write",
    kind=Kind.WRITES,
    needs=frozenset({Can.ANSWER, Can.TAKE_WRITES}),
)
@dataclass(frozen=True)
class Repeated:
    """A write, and what came of it with the same key: again at each process, and many times at one moment.

    ``fresh`` had another key and the same body, or another one where that was refused. ``changed`` had the
    key and another body. ``other`` had the key and came from another client. Nothing where it was not sent.
    Of ``left``, the client had gone away before it was answered; each is what came of its key at last.
    """

    first: tuple[Repeat, ...]
    fresh: tuple[Repeat, ...]
    again: tuple[Repeat, ...]
    at_once: tuple[Repeat, ...]
    changed: tuple[Repeat, ...]
    other: tuple[Repeat, ...]
    left: tuple[Repeat, ...] = ()
