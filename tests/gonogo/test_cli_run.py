"""What the command does before pytest is there: the verdict before is gone, and what is wrong is said."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from gonogo.cli import run
from gonogo.cli.main import main
from gonogo.fixtures.place import HELD
from tests.gonogo.commands import asked, repository

__all__ = ["asked", "repository"]


OLD = '{"verdict": "GO", "run": "r0"}'


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--bogus"], "unrecognized arguments: --bogus"),
        (["--deadline=x"], "invalid float value"),
        (["--out="], "argument --out: it is empty"),
        (["--rule=health/nope"], "there is no rule 'health/nope'"),
        (["--rule=liveness-answers"], "did you mean health/liveness-answers?"),
        (["--rule=health/livenes-answers"], "did you mean health/liveness-answers"),
        (["--rule="], "there is no rule ''"),
    ],
)
def test_a_wrong_command_line_leaves_no_older_verdict(
    repository: Path,
    asked: list[list[str]],
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    said: str,
) -> None:
    kept = repository / ".gonogo" / "out" / "verdict.json"
    kept.parent.mkdir(parents=True)
    kept.write_text(OLD)
    assert main(["verify", *words]) == 4
    assert asked == []
    assert said in capsys.readouterr().err
    now = json.loads(kept.read_text())
    assert (now["verdict"], now["reasons"]) == ("HOLD", ["the command line is wrong: nothing was examined"])


def test_help_is_only_a_look(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["verify", "--help"])
    assert "usage: gonogo verify" in capsys.readouterr().out
    assert not (repository / ".gonogo").exists()


def test_the_run_is_begun_before_pytest_is_there(
    repository: Path, asked: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository / "gonogo.yaml").touch()
    handed: list[str] = []

    def see(_: list[str]) -> int:
        handed.append(os.environ[HELD])
        return 3

    monkeypatch.setattr(run, "_pytest", see)
    assert main(["verify"]) == 3
    begun = json.loads((repository / ".gonogo" / "out" / "verdict.json").read_text())
    assert (begun["verdict"], begun["run"]) == ("HOLD", handed[0].partition(":")[0])
    assert HELD not in os.environ
