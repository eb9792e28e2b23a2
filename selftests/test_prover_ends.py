"""The prover ends within seconds of a signal, its runs gone, also where it was started in the background."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from typing import Any

import pytest

from gonogo.instruments.waits import Wait
from proving.catalogue import seeds
from proving.gate import OUT
from selftests.gate import ROOT, processes_of

ENDS_SECONDS = 15.0
SEED = next(seed for seed in seeds() if seed.id == "SEH-05-error-is-a-page")
IN_THE_BACKGROUND = 'trap "" INT; exec "$@"'  # as a shell without job control starts what ends in `&`


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM], ids=["SIGINT", "SIGTERM"])
def test_nothing_of_it_is_left(sent: signal.Signals) -> None:
    verdict = OUT / f"{SEED.id}-{SEED.number(1)}" / "verdict.json"
    verdict.unlink(missing_ok=True)
    words = ["sh", "-c", IN_THE_BACKGROUND, "sh", sys.executable, "-m", "proving", "--only", SEED.id]
    with subprocess.Popen(
        words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as prover:

        def release_is_up() -> dict[str, Any] | None:
            said: dict[str, Any] = json.loads(verdict.read_text()) if verdict.exists() else {}
            return (
                said if said and any("proving.serve" in line for line in processes_of(said["run"])) else None
            )

        run = Wait("the run has started its release", 60, 0.05).until(release_is_up)["run"]
        prover.send_signal(sent)
        began = time.monotonic()
        output, _ = prover.communicate(timeout=60)
    assert (prover.returncode, time.monotonic() - began < ENDS_SECONDS) == (130, True), output
    assert "interrupted" in output
    Wait("every process of the run is gone", 5, 0.05).until(
        lambda: not processes_of(run), lambda: "\n".join(processes_of(run))
    )
