"""A program that runs the gate is told to end, in the middle of a run: nothing of it is left."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from typing import Any

from gonogo.instruments.waits import Wait
from proving.gate import OUT
from selftests.gate import ROOT, processes_of

ENDS_SECONDS = 15.0
IN_THE_BACKGROUND = 'trap "" INT; exec "$@"'  # as a shell without job control starts what ends in `&`


def ends_whole(
    words: list[str], name: str, release: str, sent: signal.Signals, starts_seconds: float
) -> None:
    """Start ``python -m WORDS``, send it a signal once the run of that name has its release, and look."""
    command = ["sh", "-c", IN_THE_BACKGROUND, "sh", sys.executable, "-m", *words]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as program:
        verdict = OUT / f"{name}.{program.pid}" / "verdict.json"

        def release_is_up() -> dict[str, Any] | None:
            said: dict[str, Any] = json.loads(verdict.read_text()) if verdict.exists() else {}
            return said if said and any(release in line for line in processes_of(said["run"])) else None

        run = Wait("the run has started its release", starts_seconds, 0.05).until(release_is_up)["run"]
        program.send_signal(sent)
        began = time.monotonic()
        output, _ = program.communicate(timeout=60)
    assert (program.returncode, time.monotonic() - began < ENDS_SECONDS) == (130, True), output
    assert "interrupted" in output
    Wait("every process of the run is gone", 5, 0.05).until(
        lambda: not processes_of(run), lambda: "\n".join(processes_of(run))
    )
