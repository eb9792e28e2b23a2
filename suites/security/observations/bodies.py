"""What the security gate sees of bodies that are as large as they may be, and larger."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by

FIELD, FILE = "a field", "a file"
"""What of a form may be large."""


@dataclass(frozen=True)
class Sent:
    """One request: ``chunked`` is whether its body came in chunks, without its length being said before.

    ``source`` is the entry or a replica; ``status`` is None where nothing was answered. ``form`` is what of a
    form is as large, or as often there; empty for JSON.
    """

    source: str
    chunked: bool
    size_bytes: int
    status: int | None
    error: str
    form: str = ""


@dataclass(frozen=True)
class FormSent:
    """A form of a session with a field of that size; ``taken`` is what it is answered without."""

    name: str
    path: str
    size_bytes: int
    taken: int
    status: int | None


@dataclass(frozen=True)
class Lettered:
    """A body of JSON that has fewer letters than the limit has bytes, and more bytes.

    ``taken`` is what a small one with the same field is answered with.
    """

    source: str
    chunked: bool
    size_bytes: int
    letters: int
    taken: int | None
    status: int | None


@observed_by(
    "gonogo.suites.security.experiments.bodies:send_large_bodies",
    kind=Kind.WRITES,
    needs=frozenset({Can.ANSWER, Can.TAKE_WRITES}),
    deadline_seconds=90.0,
)
@dataclass(frozen=True)
class Bodies:
    """Bodies of exactly the limit, and one byte larger, at the entry and at each replica; forms beyond it.

    ``inflated`` are larger than the limit once they are, where a smaller one is taken as gzip; their size is
    that. ``changed`` are too large for whoever changes what the promised request makes, by each method.
    """

    within: tuple[Sent, ...]
    beyond: tuple[Sent, ...]
    forms: tuple[FormSent, ...] = ()
    inflated: tuple[Sent, ...] = ()
    lettered: tuple[Lettered, ...] = ()
    changed: tuple[Sent, ...] = ()
