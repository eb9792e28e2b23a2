"""How a step of the pipeline ends: one sentence, an exit status, and what a code host is told."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

GO, NO_GO, HOLD, USAGE = 0, 1, 3, 4
_NAMES = {GO: "GO", NO_GO: "NO-GO", HOLD: "HOLD", USAGE: "refused"}


@dataclass(frozen=True)
class Ended:
    """``outputs`` are for later jobs, and only what went well has any."""

    status: int
    sentence: str
    outputs: dict[str, str] = field(default_factory=dict)


class StepError(Exception):
    """A step could not be done, and nobody knows how it would have gone: HOLD. The text says what to do."""


class RefusedError(Exception):
    """The release may not go on: NO-GO. The text says why."""


def tell(step: str, ended: Ended) -> int:
    """Say it on the terminal, in the job's summary and to later jobs; returns the exit status.

    GONOGO_SAID names a file of all that was said: act drops the last line of a step that fails.
    """
    line = f"{_NAMES[ended.status]}, {step}: {ended.sentence}"
    print(line, flush=True)
    _append("GONOGO_SAID", f"{line}\n")
    _append("GITHUB_STEP_SUMMARY", f"{line}\n\n")
    _append("GITHUB_OUTPUT", "".join(f"{name}={value}\n" for name, value in ended.outputs.items()))
    return ended.status


def _append(variable: str, text: str) -> None:
    if path := os.environ.get(variable):
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(text)
