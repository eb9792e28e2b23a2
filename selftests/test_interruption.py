"""Whatever ends a run, nothing of it is left, and no old verdict is read as its own."""

from __future__ import annotations

import json
import signal
import subprocess
from pathlib import Path
from typing import Any

import pytest

from gonogo.instruments.waits import Wait
from selftests.gate import ROOT, contract, processes_of, start


def begun(process: subprocess.Popen[str], path: Path) -> dict[str, Any]:
    """Wait until the run has started its release; return its verdict.json."""
    verdict = path.parent / "out" / "verdict.json"

    def release_is_up() -> dict[str, Any] | None:
        assert process.poll() is None, process.communicate()[0]
        said: dict[str, Any] = json.loads(verdict.read_text()) if verdict.exists() else {}
        up = said and any("selftests.service" in line for line in processes_of(said["run"]))
        return said if up else None

    return Wait("the run has started its release", 20, 0.05).until(release_is_up)


@pytest.mark.parametrize("words", [(), ("-n", "2")], ids=["alone", "two workers"])
@pytest.mark.parametrize(
    ("sent", "status"), [(signal.SIGINT, 2), (signal.SIGTERM, 143), (signal.SIGKILL, -signal.SIGKILL)]
)
def test_nothing_is_left(tmp_path: Path, words: tuple[str, ...], sent: signal.Signals, status: int) -> None:
    path = contract(tmp_path, "slow", deployment=slow_deployment())
    process = start(path, *words)
    run = begun(process, path)["run"]
    process.send_signal(sent)
    output, _ = process.communicate(timeout=30)
    assert process.returncode == status, output
    Wait("every process of the run is gone", 10, 0.05).until(
        lambda: not processes_of(run), lambda: "\n".join(processes_of(run))
    )
    verdict = json.loads((tmp_path / "out" / "verdict.json").read_text())
    assert (verdict["verdict"], verdict["run"]) == ("HOLD", run)


def test_two_runs_side_by_side_do_not_disturb_each_other(tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
    ended = [(start(contract(folder)), folder) for folder in folders]
    for process, folder in ended:
        output, _ = process.communicate(timeout=60)
        assert process.returncode == 0, output
        assert json.loads((folder / "out" / "verdict.json").read_text())["verdict"] == "GO"


def slow_deployment() -> dict[str, Any]:
    """Return a deployment whose readiness takes a minute, so that there is something to interrupt."""
    command = ["{python}", "-m", "selftests.service", "{port}", "slow"]
    return {"ready": "/ready", "local": {"command": command, "environment": {"PYTHONPATH": str(ROOT)}}}
