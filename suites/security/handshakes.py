"""What rules on TLS share: how an address is told, and why nobody can tell."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from gonogo.suites.security.observations.encrypted import Missed


def place(name: str, address: str) -> str:
    """Return an address as reports name it, beside the name by which it was asked."""
    return f"{name} at {address}"


def doubts(why: str, seen: Collection[str], missed: Iterable[Missed]) -> str:
    """Return why the promise is not established; empty where it may be.

    What does not listen is not in doubt where others of its name do: a network may have no way to some.
    """
    unclear = [one for one in missed if one.reached or one.name not in seen]
    return why or "; ".join(f"{place(one.name, one.address)}: {one.why}" for one in unclear)
