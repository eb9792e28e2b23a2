"""What the rollback gate sees of two releases that serve beside each other."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by


@dataclass(frozen=True)
class Crossed:
    """One thing that both releases know how to make, or a list that both have.

    Each text is empty where the answer was as promised, and else what came in its place: at the release
    before, of what it had made itself (``own``); at this one, of what it made (``made``); and of that at the
    release before, while both ran (``beside``) and after this one had gone (``after``).
    """

    what: str
    own: str
    made: str
    beside: str = ""
    after: str = ""


@observed_by(
    "gonogo.suites.rollback.experiments.crossing:read_what_the_other_wrote",
    kind=Kind.DISRUPTS,
    needs=frozenset({Can.START_REPLICA, Can.REACH_REPLICAS, Can.TAKE_WRITES}),
    deadline_seconds=180.0,
)
@dataclass(frozen=True)
class Crossing:
    """Who stood for the two releases, and what became of each thing.

    ``absent`` says which release did not come up beside the other, and is empty where each did. ``assets``
    are what pages name; for a page of the release before, ``own`` is what itself has of it, and ``beside``
    what this one has.
    """

    releases: tuple[str, ...]
    absent: str
    things: tuple[Crossed, ...]
    assets: tuple[Crossed, ...] = ()
