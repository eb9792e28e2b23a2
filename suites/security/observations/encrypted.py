"""What the security gate sees of TLS: certificates as they are shown, and versions that are taken."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by

_ASKED = frozenset({Can.ANSWER, Can.SPEAK_TLS})


@dataclass(frozen=True)
class Shown:
    """A certificate that an address showed to whoever asked it by a name.

    ``kind`` is the one kind of key that was asked for, empty where any would do. ``refusal`` is why a client
    does not take it, empty where one does. ``leaf`` is what it says in words. ``ends`` are those on the way
    to the CA, itself among them, by name, with the days that each has left.
    """

    name: str
    address: str
    kind: str
    refusal: str
    leaf: str
    ends: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Missed:
    """An address with which no handshake came about; ``reached`` is whether it takes connections."""

    name: str
    address: str
    why: str
    reached: bool


@observed_by(
    "gonogo.suites.security.experiments.certificates:look_at_certificates",
    kind=Kind.READS,
    needs=_ASKED,
    quick=True,
    deadline_seconds=120.0,
)
@dataclass(frozen=True)
class Certificates:
    """What each address showed, several times; ``why`` is why there is none to ask."""

    shown: tuple[Shown, ...]
    missed: tuple[Missed, ...]
    why: str = ""


@dataclass(frozen=True)
class Offered:
    """A version that was the only one offered to an address; ``said`` is how that ended."""

    name: str
    address: str
    version: str
    taken: bool
    said: str


@observed_by(
    "gonogo.suites.security.experiments.versions:offer_old_versions",
    kind=Kind.READS,
    needs=_ASKED,
    quick=True,
    deadline_seconds=120.0,
)
@dataclass(frozen=True)
class Versions:
    """Old versions, each offered by itself; ``control`` is what is agreed upon by whoever speaks all of them.

    ``unable`` are those that the OpenSSL of this machine does not speak, so that nobody here can offer them.
    """

    control: tuple[Offered, ...]
    offered: tuple[Offered, ...]
    missed: tuple[Missed, ...]
    unable: tuple[str, ...]
    why: str = ""
