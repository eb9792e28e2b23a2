"""The time machine ends within seconds of a signal, with what it started gone: gate and service."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from typing import Any

import pytest

from gonogo.instruments.waits import Wait
from proving.gate import OUT
from selftests.gate import ROOT, processes_of

ENDS_SECONDS = 15.0
PAIR = "waitress-header"
IN_THE_BACKGROUND = 'trap "" INT; exec "$@"'  # as a shell without job control starts what ends in `&`


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM], ids=["SIGINT", "SIGTERM"])
def test_nothing_of_it_is_left(sent: signal.Signals) -> None:
    verdict = OUT / f"upstream-{PAIR}-bad" / "verdict.json"
    verdict.unlink(missing_ok=True)
    words = ["sh", "-c", IN_THE_BACKGROUND, "sh", sys.executable, "-m", "proving.upstream", PAIR]
    with subprocess.Popen(
        words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as machine:

        def service_is_up() -> dict[str, Any] | None:
            said: dict[str, Any] = json.loads(verdict.read_text()) if verdict.exists() else {}
            return said if said and any("app.py" in line for line in processes_of(said["run"])) else None

        run = Wait("the run has started its service", 120, 0.05).until(service_is_up)["run"]
        machine.send_signal(sent)
        began = time.monotonic()
        output, _ = machine.communicate(timeout=60)
    assert (machine.returncode, time.monotonic() - began < ENDS_SECONDS) == (130, True), output
    assert "interrupted" in output
    Wait("every process of the run is gone", 5, 0.05).until(
        lambda: not processes_of(run), lambda: "\n".join(processes_of(run))
    )
