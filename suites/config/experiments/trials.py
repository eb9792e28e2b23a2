"""One start with nothing wrong, kept for as long as the wrong ones take; it says how long they may take."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import partial
from typing import TypeVar

from fixtures.targets import Target
from fixtures.targets.base import Start, Trial
from fixtures.waits import Wait, WaitTimeout
from suites.config.controls import doubt, window
from suites.config.side_by_side import side_by_side
from suites.core.contract import Contract

_LONGEST_CONTROL_SECONDS = 60.0
_T = TypeVar("_T")
Changes = Mapping[str, str | None]


def beside_a_control(
    target: Target, contract: Contract, wrong: Iterable[tuple[Changes, Callable[[Start], _T]]]
) -> tuple[Start, tuple[_T, ...]]:
    """Start with nothing wrong, then with each of these changes, and return what became of all.

    Where the control itself does not start, nothing else is tried: it would show nothing.
    """
    assert contract.config is not None
    limit = contract.config.refuses_within_seconds
    with target.trial({}) as control:
        began = _get_going(control, max(limit, min(_longest(contract), _LONGEST_CONTROL_SECONDS)))
        seen = control.seen()
        if doubt([seen]):
            return seen, ()
        seconds = window(limit, seen, began)
        starts = side_by_side(partial(_start, target, changes, made, seconds) for changes, made in wrong)
        return seen if seen.status is not None else control.seen(), starts


def _get_going(control: Trial, patience: float) -> float | None:
    """Wait until it serves or ends; return when it served, None where nobody saw that."""
    with suppress(WaitTimeout):
        Wait("the control serves or ends", patience, 0.25).until(
            lambda: control.status() is not None or control.serves()
        )
    seen = control.seen()
    return seen.seconds if seen.status is None and control.serves() else None


def _longest(contract: Contract) -> float:
    return contract.deployment.start_seconds if contract.deployment else 0.0


def _start(target: Target, changes: Changes, made: Callable[[Start], _T], seconds: float) -> _T:
    return made(target.start_once(changes, seconds))
