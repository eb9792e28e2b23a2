"""What the security gate sees of limits while what they are counted in is away."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by


@dataclass(frozen=True)
class Without:
    """One limit while one dependency was away: what each try of one client was answered, None for nothing.

    ``before`` is a try when all was well, which may have come too often by then; ``seconds`` is how long the
    others took together.
    """

    name: str
    dependency: str
    before: int | None
    tries: tuple[int | None, ...]
    seconds: float


@observed_by(
    "gonogo.suites.security.experiments.lifted:try_without_stores",
    kind=Kind.DISRUPTS,
    needs=frozenset({Can.ANSWER, Can.TAKE_WRITES, Can.STOP_DEPENDENCY}),
    deadline_seconds=300.0,
    uses_up="tries",
)
@dataclass(frozen=True)
class TriedWithout:
    """Each limit of which the contract says how many tries it leaves without a dependency."""

    limits: tuple[Without, ...]
