"""What the security gate sees of tokens and of ownership."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by


@dataclass(frozen=True)
class TokenUse:
    """One request with a token: ``what`` is `valid`, or what was changed about it."""

    what: str
    source: str
    status: int | None
    error: str


@observed_by(
    "gonogo.suites.security.experiments.tokens:try_tokens",
    kind=Kind.READS,
    needs=frozenset({Can.ANSWER, Can.TAKE_WRITES}),
    deadline_seconds=60.0,
)
@dataclass(frozen=True)
class TokensTried:
    """One token, used everywhere on fresh connections, and changed in every way that a forger knows.

    ``valid_seconds`` is what its claims say: until `exp`, from `iat` or since it came; none without `exp`.
    """

    valid: tuple[TokenUse, ...]
    forged: tuple[TokenUse, ...]
    valid_seconds: tuple[float, ...]


@dataclass(frozen=True)
class Trespass:
    """One attempt on somebody else's object."""

    method: str
    path: str
    status: int | None
    error: str


@dataclass(frozen=True)
class Kept:
    """What its owner reads after an attempt: whether the object is as it was."""

    method: str
    status: int | None
    unchanged: bool


@dataclass(frozen=True)
class Owned:
    """What its owner was answered: reading the object before all attempts, using each method after them."""

    method: str
    path: str
    status: int | None


@observed_by(
    "gonogo.suites.security.experiments.ownership:trespass",
    kind=Kind.WRITES,
    needs=frozenset({Can.ANSWER, Can.TAKE_WRITES}),
    deadline_seconds=60.0,
)
@dataclass(frozen=True)
class Trespasses:
    """Attempts on an object of another client, and what became of it.

    ``before`` holds the owner's reading where the object is, or at each place where it is not; ``owned`` what
    the owner itself may do, tried in the end. ``forced`` are attempts whatever the object is by now.
    ``below`` are attempts at the routes below it, and ``owned_below`` what its owner may do there;
    ``untried`` names those of other objects there, or why nobody knows which there are.
    """

    attempts: tuple[Trespass, ...]
    afterwards: tuple[Kept, ...]
    before: tuple[Owned, ...]
    owned: tuple[Owned, ...]
    forced: tuple[Trespass, ...] = ()
    below: tuple[Trespass, ...] = ()
    owned_below: tuple[Owned, ...] = ()
    untried: tuple[str, ...] = ()
