"""On an engine: whatever ends a run, no container, network or volume of it is left."""

from __future__ import annotations

import json
import signal
import subprocess
from pathlib import Path

import pytest

from gonogo.instruments.waits import Wait
from selftests.gate import ROOT, command, environment

CONTRACT = ROOT / "contracts" / "prometheus.yaml"  # one container, so a quick stack
KINDS = {"containers": ["ps", "-aq"], "networks": ["network", "ls", "-q"], "volumes": ["volume", "ls", "-q"]}


def started(out: Path, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command(CONTRACT, "--target=compose", *words, out=out), cwd=ROOT, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, env=environment(), start_new_session=True,
    )  # fmt: skip


def left(run: str) -> dict[str, str]:
    """Return what the engine still has of a run, by kind."""
    found = {}
    for kind, words in KINDS.items():
        label = f"label=com.docker.compose.project=gonogo-{run}"
        asked = subprocess.run(
            ["docker", *words, "--filter", label], capture_output=True, text=True, check=True, timeout=30
        )
        if asked.stdout.strip():
            found[kind] = asked.stdout
    return found


def begun(process: subprocess.Popen[str], out: Path) -> str:
    """Wait until a run has a container; return its id."""

    def has_a_container() -> str | None:
        assert process.poll() is None, process.communicate()[0]
        path = out / "verdict.json"
        run = str(json.loads(path.read_text())["run"]) if path.exists() else ""
        return run if run and "containers" in left(run) else None

    return Wait("the run has a container", 60, 0.2).until(has_a_container)


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_an_interrupted_run_leaves_nothing(tmp_path: Path, sent: signal.Signals) -> None:
    process = started(tmp_path)
    run = begun(process, tmp_path)
    process.send_signal(sent)
    process.communicate(timeout=60)
    Wait("everything of the run is gone", 30, 0.2).until(lambda: not left(run), lambda: str(left(run)))
    assert json.loads((tmp_path / "verdict.json").read_text())["verdict"] == "HOLD"


def test_two_runs_side_by_side_end_in_go_and_leave_nothing(tmp_path: Path) -> None:
    outs = [tmp_path / "one", tmp_path / "two"]
    for process, out in [(started(out), out) for out in outs]:
        output, _ = process.communicate(timeout=180)
        verdict = json.loads((out / "verdict.json").read_text())
        assert (process.returncode, verdict["verdict"]) == (0, "GO"), output
        assert left(verdict["run"]) == {}


def test_a_failing_rule_leaves_evidence_and_nothing_else(tmp_path: Path) -> None:
    contract = tmp_path / "release.yaml"
    text = CONTRACT.read_text().replace("../docker-compose.yml", str(ROOT / "docker-compose.yml"))
    assert "/-/healthy" in text
    contract.write_text(text.replace("/-/healthy", "/-/nowhere"))
    done = subprocess.run(
        command(contract, "--target=compose", out=tmp_path / "out"), cwd=ROOT, env=environment(),
        capture_output=True, text=True, check=False, timeout=180,
    )  # fmt: skip
    verdict = json.loads((tmp_path / "out" / "verdict.json").read_text())
    assert (done.returncode, verdict["verdict"]) == (1, "NO-GO"), done.stdout
    assert left(verdict["run"]) == {}
    names = {path.name for path in (tmp_path / "out" / "evidence").iterdir()}
    assert "ps.txt" in names
    assert any(name.endswith(".inspect.json") for name in names)
    assert any(name.endswith(".log") for name in names)
