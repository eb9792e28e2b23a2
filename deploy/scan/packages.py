"""The packages of every lock, and a database of advisories to hold them against."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from deploy.scan.model import Data, NotPossibleError, ScanError
from deploy.scan.sources import files
from gonogo.instruments.errors import TargetError
from gonogo.instruments.scanners.advisories import Advisories, read_advisories
from gonogo.instruments.scanners.locks import read_lock

CANARIES = (("flask", "0.12.2"), ("django", "1.8"), ("pyyaml", "5.3"))
"""Every database of Python advisories knows these; one whose name is in no lock is scanned along."""

GOOD_DAYS = 30.0
"""For how long a database of advisories can say that nothing is known."""

HOW = "name a copy of PyPA's or osv.dev's database with --advisories or GONOGO_ADVISORIES"


@dataclass(frozen=True)
class Packages:
    """Every pin with the lock that it stands in, the canary, and lines of the locks that are no pin."""

    pins: dict[tuple[str, str], str]
    canary: tuple[str, str]
    doubts: tuple[str, ...]


def packages(root: Path) -> Packages:
    """Read every lock. A package that is in several is looked up once, in the first one's name."""
    pins: dict[tuple[str, str], str] = {}
    doubts: list[str] = []
    for path in files(root, "locks").exist:
        try:
            lock = read_lock(root / path)
        except TargetError as broken:
            raise ScanError(str(broken)) from None
        for pin in lock.packages:
            pins.setdefault(pin, path)
        doubts += [f"{path} has a line that is no pin: {line}" for line in (*lock.unpinned, *lock.unread)]
    names = {name for name, _ in pins}
    canary = next((one for one in CANARIES if one[0] not in names), None)
    if canary is None:
        raise ScanError("every canary is a package of a lock: there is nothing to scan along")
    return Packages(pins, canary, tuple(doubts))


def database(place: Path | None) -> Advisories:
    """Read the database that was given; NotPossibleError where none was."""
    if place is None:
        raise NotPossibleError(f"no database of advisories was given, and no service answers: {HOW}")
    try:
        return read_advisories(place)
    except TargetError as broken:
        raise ScanError(str(broken)) from None


def freshness(known: Advisories) -> Data:
    """Return how fresh a database is: when its newest record was last changed."""
    return Data(f"{len(known.known)} advisories", known.newest, GOOD_DAYS)
