"""What answers that came too late are told as."""

from __future__ import annotations

from gonogo.core.finding import Problem


def late(seconds: tuple[float, ...], most: float) -> list[float]:
    """Return those above what is promised."""
    return [one for one in seconds if one > most]


def problem(where: str, seconds: tuple[float, ...], most: float) -> tuple[Problem, ...]:
    """Return what is wrong with the longest times of answers, the longest first: none where none is late."""
    found = late(seconds, most)
    if not found:
        return ()
    more = f"; at least {len(found)} were late" if len(found) > 1 else ""
    return (Problem(where, f"an answer within {most:g} s", f"one after {found[0]:.1f} s{more}"),)
