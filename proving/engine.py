"""The container engine under the prover: one that stops answering costs a seed, and not the run.

An engine may answer for its version and its containers while everything that needs its network store hangs.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from deploy.setup import engine as setup
from deploy.setup.commands import ask
from deploy.setup.steps import SetupError
from proving.children import AbandonedError
from proving.seed import Place

ANSWERS_SECONDS = 20.0
_TURN = threading.Lock()


class EngineSilentError(Exception):
    """The engine stopped answering; the text says what became of it."""


def answers() -> bool:
    """Whether the engine answers what needs its network store; a loaded one may take a second call."""
    return any(
        ask("docker", "network", "ls", "--quiet", deadline_seconds=ANSWERS_SECONDS).status == 0
        for _ in range(2)
    )


@contextmanager
def needed(target: Place) -> Iterator[None]:
    """Within it something needs the engine, if its target does; EngineSilentError where that is gone then."""
    broken: Exception | None = None
    try:
        yield
    except Exception as error:  # noqa: BLE001 - it is raised below, unless it is the engine's fault
        broken = error
    if target == "compose" and (isinstance(broken, AbandonedError) or not answers()):
        raise EngineSilentError(f"the engine stopped answering; {_mended()}") from broken
    if broken:
        raise broken


def _mended() -> str:
    """Have the engine restarted, where it is one of our own, and say so; one lane does it for all."""
    with _TURN:
        if answers():
            return "it answers again"
        try:
            return "it was restarted" if setup.restart_if_wedged() else "it answers again"
        except SetupError as problem:
            return f"it could not be restarted: {problem}"
