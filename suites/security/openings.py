"""Whether what a session opens can be told from what everybody gets. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gonogo.suites.security.observations.session_life import Opening


def told_apart(openings: Iterable[Opening]) -> Iterator[str]:
    """Say of each path why what it answers says nothing of a session."""
    for one in openings:
        within, without = one.statuses
        if not one.within:
            yield f"GET {one.path} within a session was answered with {within}, not as promised"
        elif one.without:
            yield f"GET {one.path} without cookies was answered ({without}) as within a session"
