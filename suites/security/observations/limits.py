"""What the security gate sees of a limit that one client has spent, and of others who try then."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by


@dataclass(frozen=True)
class Spent:
    """One limit. ``before`` is another client's try, ``tries`` are those of one client up to its refusal.

    Then each of ``others`` tried for the first time, and ``still`` is what the one got after them. Statuses
    are None where nothing was answered. ``how`` says what told the clients apart.
    """

    name: str
    how: str
    before: int | None
    tries: tuple[int | None, ...]
    others: tuple[int | None, ...]
    still: int | None


@observed_by(
    "gonogo.suites.security.experiments.spending:spend_limits",
    kind=Kind.WRITES,
    needs=frozenset({Can.ANSWER, Can.TAKE_WRITES, Can.SEE_ADDRESSES}),
    deadline_seconds=300.0,  # what is refused is tried once more when a minute has passed
    uses_up="tries",
    spared={Can.SEE_ADDRESSES: "security.limits_of_names"},
)
@dataclass(frozen=True)
class LimitsSpent:
    """Each limit of which the contract knows another client, spent by one and tried by others."""

    limits: tuple[Spent, ...]
