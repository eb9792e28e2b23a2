"""Long work shows its progress, has a deadline, and fails with its log's last words."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from deploy.setup import commands
from deploy.setup.commands import Work, ask, work
from deploy.setup.steps import SetupError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(commands, "LOGS", tmp_path)
    monkeypatch.setattr(commands, "HEARTBEAT_SECONDS", 0.02)


def python(source: str, deadline_seconds: float = 20.0, first_word_seconds: float | None = None) -> Work:
    return Work("try", "trying", (sys.executable, "-c", source), deadline_seconds, first_word_seconds)


def test_a_missing_program_is_an_answer() -> None:
    assert ask("no-such-program-anywhere").status == 127


def test_silence_is_an_answer() -> None:
    assert ask(sys.executable, "-c", "__import__('time').sleep(9)", deadline_seconds=0.05).status == 124


def test_the_answer_has_both_voices() -> None:
    answer = ask(sys.executable, "-c", "import sys; print('yes'); print('but', file=sys.stderr); sys.exit(3)")
    assert answer == (3, "yes", "but")


def test_work_leaves_a_log() -> None:
    assert work(python("print('all done')")).read_text() == "all done\n"


def test_failed_work_says_what_and_shows_the_end_of_its_log() -> None:
    with pytest.raises(SetupError, match=r"trying: .* ended with status 3") as problem:
        work(python("print('no space left'); raise SystemExit(3)"))
    assert "| no space left" in str(problem.value)


def test_a_missing_tool_is_named() -> None:
    with pytest.raises(SetupError, match="no program `no-such-tool`"):
        work(Work("try", "trying", ("no-such-tool",), 5.0))


def test_long_work_shows_that_it_lives(capsys: pytest.CaptureFixture[str]) -> None:
    work(python("__import__('time').sleep(0.1)"))
    assert "trying, 0 s so far" in capsys.readouterr().out


def test_work_is_ended_at_its_deadline() -> None:
    with pytest.raises(SetupError, match=r"not done after 0\.05 s"):
        work(python("__import__('time').sleep(60)", deadline_seconds=0.05))


def test_work_that_says_nothing_is_ended_early() -> None:
    with pytest.raises(SetupError, match=r"not a word within 0\.05 s"):
        work(python("__import__('time').sleep(60)", first_word_seconds=0.05))
