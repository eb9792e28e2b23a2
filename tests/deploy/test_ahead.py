"""What later parts need is had ahead of them: in turn, within a time, and ended with whoever runs it."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from deploy.setup import ahead
from deploy.setup.commands import ROOT


def _writes(path: Path, word: str, status: int = 0) -> tuple[str, ...]:
    return ("-c", f"open({str(path)!r}, 'a').write({word!r}); raise SystemExit({status})")


@pytest.mark.parametrize(
    ("set_up", "fetch", "ran", "status"),
    [(0, 0, "set up, fetch, fetch, ", 0), (0, 3, "set up, fetch, fetch, ", 0), (1, 0, "set up, ", 1)],
    ids=["both", "a registry out of reach", "no engine"],
)
def test_releases_are_fetched_after_the_set_up_and_its_status_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, set_up: int, fetch: int, ran: str, status: int
) -> None:
    log = tmp_path / "log"
    monkeypatch.setattr(ahead, "SET_UP", _writes(log, "set up, ", set_up))
    monkeypatch.setattr(ahead, "FETCHES", [(_writes(log, "fetch, ", fetch), 60.0)] * 2)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    assert (ahead.main(), log.read_text()) == (status, ran)


def test_a_registry_that_does_not_answer_is_left_after_a_time() -> None:
    assert ahead._run(("-c", "import time; time.sleep(60)"), 0.2) == ahead.LATE


def test_what_runs_is_ended_with_it(tmp_path: Path) -> None:
    mark = tmp_path / "pid"
    child = f"import os, time; open({str(mark)!r}, 'w').write(str(os.getpid())); time.sleep(60)"
    code = f"from deploy.setup import ahead; ahead.SET_UP = ('-c', {child!r}); ahead.main()"
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stderr=subprocess.DEVNULL) as process:
        while not (mark.exists() and mark.read_text()):
            time.sleep(0.01)
        process.send_signal(signal.SIGTERM)
        process.wait(10)
    assert not Path(f"/proc/{mark.read_text()}").exists()
