"""How a set-up step speaks: one line with its time when done, one clear sentence when it cannot go on."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class SetupError(Exception):
    """A step that cannot go on. Its text says what is wrong, where, and what to do."""


class Step(NamedTuple):
    """A step's name, and what it does: a call that answers with what it found or did, in a few words."""

    name: str
    run: Callable[[], str]


def say(name: str, text: str) -> None:
    """Print one line at once, also into a pipe."""
    print(f"setup  {name:<12} {text}", flush=True)


def run_all(steps: Sequence[Step]) -> None:
    """Run the steps in order. Raises the SetupError of the first that cannot go on."""
    for step in steps:
        begun = time.monotonic()
        done = step.run()
        say(step.name, f"{done} ({time.monotonic() - begun:.1f} s)")
