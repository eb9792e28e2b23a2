"""What the security gate sees of requests that name somebody else: in Host, in a redirect, in a path.

They only read, and are hostile all the same: a cache may keep for others what a foreign name made of a page.
"""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by

_ALLOWED = frozenset({Can.ANSWER, Can.TAKE_WRITES})


@dataclass(frozen=True)
class Heard:
    """An answer, and how it was asked for: ``own`` was, and ``foreign`` is the name that must not come back.

    ``status`` is None where no answer came, for ``error``.
    """

    how: str
    path: str
    promised: int
    status: int | None
    error: str
    headers: tuple[tuple[str, str], ...]
    body: str
    own: str = ""
    foreign: str = ""

    def values(self, name: str) -> list[str]:
        """Return every value of a header."""
        return [value for key, value in self.headers if key == name.lower()]


@observed_by("gonogo.suites.security.experiments.hosts:ask_by_foreign_hosts", kind=Kind.READS, needs=_ALLOWED)
@dataclass(frozen=True)
class ForeignHosts:
    """One page asked by a foreign Host in many spellings, others by one; ``control`` by its own hosts."""

    control: tuple[Heard, ...]
    foreign: tuple[Heard, ...]


@observed_by("gonogo.suites.security.experiments.hosts:ask_for_links", kind=Kind.WRITES, needs=_ALLOWED)
@dataclass(frozen=True)
class LinkedPages:
    """Answers with links, asked with a foreign name; ``control`` without one."""

    control: tuple[Heard, ...]
    foreign: tuple[Heard, ...]


@observed_by(
    "gonogo.suites.security.experiments.leading:ask_to_be_sent_away",
    kind=Kind.WRITES,  # it signs in and out
    needs=_ALLOWED,
    deadline_seconds=150.0,  # a limit that somebody else has used up is waited for
)
@dataclass(frozen=True)
class Redirected:
    """Answers to requests that want to be sent to a foreign host; ``control`` to one of its own."""

    control: tuple[Heard, ...]
    foreign: tuple[Heard, ...]


@dataclass(frozen=True)
class Climbed:
    """A path that leaves a folder, and the same place asked for plainly: what is public there is no leak."""

    outside: Heard
    plainly: Heard


@observed_by(
    "gonogo.suites.security.experiments.climbing:leave_the_folder",
    kind=Kind.READS,
    needs=_ALLOWED,
    deadline_seconds=120.0,
)
@dataclass(frozen=True)
class StaticFolder:
    """Paths out of a folder of static files; ``control`` is a file in it, ``missing`` are not there."""

    control: tuple[Heard, ...]
    missing: tuple[Heard, ...]
    climbed: tuple[Climbed, ...]
