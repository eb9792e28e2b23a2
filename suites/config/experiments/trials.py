"""One start with nothing wrong, kept for as long as the wrong ones take; it says how long they may take."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from gonogo.contract.deployment import Deployment
from gonogo.instruments.waits import Wait, WaitTimeout
from gonogo.suites.config.controls import doubt, window
from gonogo.suites.config.side_by_side import side_by_side
from gonogo.targets.base import Start, Target, Trial

_LONGEST_CONTROL_SECONDS = 60.0
_T = TypeVar("_T")
Changes = Mapping[str, str | None]


def beside_a_control(
    target: Target,
    deployment: Deployment | None,
    limit: float,
    wrong: Iterable[tuple[Changes, Callable[[Start], _T]]],
) -> tuple[Start, tuple[_T, ...]]:
    """Start with nothing wrong, then with each of these changes, and return what became of all.

    ``limit`` is the time in seconds in which a refused start has ended.

    Where the control itself does not start, nothing else is tried: it would show nothing.
    """
    with target.trial({}) as control:
        patience = max(limit, min(_longest(deployment), _LONGEST_CONTROL_SECONDS))
        served = _get_going(control, patience)
        seen = control.seen()
        if doubt([seen]):
            return seen, ()
        within = _Within(target, limit, window(limit, seen, served), patience)
        starts = side_by_side(partial(_start, within, changes, made) for changes, made in wrong)
        return seen if seen.status is not None else control.seen(), starts


@dataclass(frozen=True)
class _Within:
    """The time that a wrong start has; where it is over, a control says how slow the machine is by now."""

    target: Target
    limit: float
    seconds: float
    patience: float

    def by_now(self) -> float:
        """Return the time by the pace of one more start with nothing wrong."""
        with self.target.trial({}) as control:
            served = _get_going(control, self.patience)
            return max(self.seconds, window(self.limit, control.seen(), served))


def _get_going(control: Trial, patience: float) -> float | None:
    """Wait until it serves or ends; return when it served, None where nobody saw that."""
    with suppress(WaitTimeout):
        Wait("the control serves or ends", patience, 0.25).until(
            lambda: control.status() is not None or control.serves()
        )
    seen = control.seen()
    return seen.seconds if seen.status is None and control.serves() else None


def _longest(deployment: Deployment | None) -> float:
    return deployment.start_seconds if deployment else 0.0


def _start(within: _Within, changes: Changes, made: Callable[[Start], _T]) -> _T:
    """Start wrongly. What serves by the end of its time was not refused; what got nowhere has more of it."""
    with within.target.trial(changes) as begun:
        seen = begun.wait(within.seconds)
        if seen.status is None and not begun.serves():
            seen = begun.wait(within.by_now())
        return made(seen)
