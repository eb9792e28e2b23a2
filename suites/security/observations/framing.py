"""What the security gate sees of messages whose end can be read in two ways."""

from __future__ import annotations

from dataclasses import dataclass

from suites.core.observation import Can, Kind, observed_by


@dataclass(frozen=True)
class Framed:
    """One message with a second request hidden in it: ``statuses`` are those of every answer to it.

    ``what`` is how it says where it ends, ``source`` the entry or a replica; ``error`` is why there is none.
    """

    source: str
    what: str
    statuses: tuple[int, ...]
    error: str


@observed_by(
    "suites.security.experiments.framing:hide_requests",
    kind=Kind.WRITES,  # it opens connections in ways that what stands before the service may not survive
    needs=frozenset({Can.ANSWER, Can.TAKE_WRITES}),
    deadline_seconds=180.0,
)
@dataclass(frozen=True)
class Framings:
    """Ambiguous messages; ``control`` holds one at each place whose second request is not hidden."""

    control: tuple[Framed, ...]
    tried: tuple[Framed, ...]
