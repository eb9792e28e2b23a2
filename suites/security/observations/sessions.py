"""What the security gate sees of sessions and of limits."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by


@dataclass(frozen=True)
class Cookie:
    """One Set-Cookie: ``attributes`` holds names in lower case with their values, empty for flags.

    ``deleted`` is whether it only takes a cookie back: Max-Age of 0 or less, or Expires in the past;
    ``empty`` whether it has no value.
    """

    name: str
    attributes: dict[str, str]
    deleted: bool = False
    empty: bool = False


@dataclass(frozen=True)
class SignedOut:
    """The end of that session, with its cookies."""

    promised: int
    status: int | None
    cookies: tuple[Cookie, ...]


@observed_by(
    "gonogo.suites.security.experiments.sessions:sign_in",
    kind=Kind.WRITES,
    needs=frozenset({Can.ANSWER, Can.TAKE_WRITES}),
    deadline_seconds=120.0,  # a limit that somebody else has used up is waited for
)
@dataclass(frozen=True)
class SignedIn:
    """One sign-in at the entry, and every cookie of its answer; ``ended`` is the sign-out after it.

    ``later`` are those of pages that are asked for in the session, ``refused`` those of the same pages after
    it, and with a session that nobody has.
    """

    promised: int
    status: int | None
    cookies: tuple[Cookie, ...]
    ended: SignedOut | None = None
    later: tuple[Cookie, ...] = ()
    refused: tuple[Cookie, ...] = ()


@dataclass(frozen=True)
class Tries:
    """Tries of one form, each on a connection of its own and with other words about where it comes from.

    Some of them are under way at a time. ``statuses`` are in order, None where nothing was answered.
    ``right`` holds the answers to what is right: the one before all tries, and then each that came directly
    after a refusal; empty where nothing right is known. ``granted`` is what the right one is promised.
    """

    name: str
    statuses: tuple[int | None, ...]
    right: tuple[int | None, ...] = ()
    granted: int | None = None


@observed_by(
    "gonogo.suites.security.experiments.sessions:try_often",
    kind=Kind.WRITES,
    needs=frozenset({Can.ANSWER, Can.TAKE_WRITES}),
    deadline_seconds=240.0,
    uses_up="tries",
)
@dataclass(frozen=True)
class TriedOften:
    """Each limited form, tried three times as often as is promised, and then made rightly."""

    limits: tuple[Tries, ...]
