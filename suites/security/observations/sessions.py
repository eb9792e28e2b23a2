"""What the security gate sees of sessions and of limits."""

from __future__ import annotations

from dataclasses import dataclass

from suites.core.observation import Can, Kind, observed_by


@dataclass(frozen=True)
class Cookie:
    """One Set-Cookie: ``attributes`` holds names in lower case with their values, empty for flags."""

    name: str
    attributes: dict[str, str]


@observed_by(
    "suites.security.experiments.sessions:sign_in",
    kind=Kind.WRITES,
    needs=frozenset({Can.ANSWER, Can.TAKE_WRITES}),
    deadline_seconds=30.0,
)
@dataclass(frozen=True)
class SignedIn:
    """One sign-in at the entry, and every cookie of its answer."""

    promised: int
    status: int | None
    cookies: tuple[Cookie, ...]


@dataclass(frozen=True)
class Tries:
    """Tries of one form, each on a connection of its own and with other words about where it comes from.

    ``statuses`` are in order, None where nothing was answered.
    """

    name: str
    statuses: tuple[int | None, ...]


@observed_by(
    "suites.security.experiments.sessions:try_often",
    kind=Kind.WRITES,
    needs=frozenset({Can.ANSWER, Can.TAKE_WRITES}),
    deadline_seconds=60.0,
)
@dataclass(frozen=True)
class TriedOften:
    """Each limited form, tried three times as often as is promised."""

    limits: tuple[Tries, ...]
