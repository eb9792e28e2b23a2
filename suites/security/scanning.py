"""What keeps the answer of a scanner from being one."""

from __future__ import annotations

from collections.abc import Iterable

from gonogo.suites.security.observations.canary import Canary
from gonogo.suites.security.observations.packages import PackageScan


def missed(canaries: Iterable[Canary]) -> str:
    """Name the canaries that were not reported; empty where all were, and where there was none say so."""
    known = tuple(canaries)
    silent = [one.name for one in known if not one.reported]
    if not known:
        return "nothing that is known to be bad was scanned along"
    return f"the scanner did not report {', '.join(silent)}, which is known to be bad" if silent else ""


def unread(parts: Iterable[str]) -> str:
    """Say which part of a lock could not be read, so that nobody knows what it holds."""
    return f"a part of the lock could not be read: {'; '.join(parts)}"


def cannot_say_clean(seen: PackageScan, max_age_days: int) -> str:
    """Say why nothing found would not mean that nothing is known; empty where it would."""
    if seen.unread:
        return unread(seen.unread)
    if seen.age_days is None or not seen.advisories:
        return "the database of advisories is empty"
    if seen.age_days > max_age_days:
        newest = f"the newest of its {seen.advisories} advisories is of {seen.newest}"
        return f"the database is {seen.age_days:.0f} days old, and {max_age_days} are promised: {newest}"
    return missed(seen.canaries)
