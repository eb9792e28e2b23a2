"""What keeps a session from telling anything: no answer, another one, or the same for everybody. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gonogo.suites.security.observations.session_life import Opening

_SECONDS = 5  # a probe's deadline


def unlike(form: str, status: int | None, promised: int) -> str:
    """Say how a form was answered otherwise than promised, or that it was not."""
    if status is None:
        return f"the {form} was not answered within {_SECONDS} s"
    return f"the {form} was answered with {status}, not {promised}"


def told_apart(openings: Iterable[Opening]) -> Iterator[str]:
    """Say of each path why what it answers says nothing of a session."""
    for one in openings:
        within, without = one.statuses
        if not one.within:
            yield f"GET {one.path} within a session was answered with {within}, not as promised"
        elif one.without:
            yield f"GET {one.path} without cookies was answered ({without}) as within a session"
