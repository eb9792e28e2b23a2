"""What the command does before pytest is there: the verdict before is gone, and what is wrong is said."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from gonogo.cli import run
from gonogo.cli.main import main
from gonogo.fixtures.place import HELD
from gonogo.home import HOME
from tests.gonogo.commands import asked, repository

__all__ = ["asked", "repository"]


EMPTY = "it is empty: set the variable behind it, or leave the option out"
FILLED = [
    *("--target", "--contract", "--out", "--expect-revision", "--replica", "--baseline"),
    *("--ca", "--client-cert", "--client-key", "--proxy", "--header"),
]
SECONDS = ("x", "nan", "inf", "-1", "0")
OLD = '{"verdict": "GO", "run": "r0"}'


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--bogus"], "unrecognized arguments: --bogus"),
        *((["--deadline=" + n], f"--deadline: '{n}' is no number of seconds above 0") for n in SECONDS),
        *(([f"{option}="], f"argument {option}: {EMPTY}") for option in FILLED),
        *(([f"{option}= "], f"argument {option}: {EMPTY}") for option in FILLED),
        (["--gate=nope"], "argument --gate: there is no gate 'nope'; legal: config, health, latency"),
        (["--gate=helth"], "did you mean health?"),
        (["--out="], "argument --out: it is empty"),
        (["--rule=health/nope"], "there is no rule 'health/nope'"),
        (["--rule=liveness-answers"], "did you mean health/liveness-answers?"),
        (["--rule=health/livenes-answers"], "did you mean health/liveness-answers"),
        (["--rule="], "there is no rule ''"),
        (
            ["--rule=health/liveness-answers", "--gate=rollback"],
            "health/liveness-answers is of none of the gates that --gate names",
        ),
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


def test_what_is_good_goes_on_as_it_is(repository: Path, asked: list[list[str]]) -> None:
    (repository / "gonogo.yaml").touch()
    words = ["--deadline=1.5", "--gate=health", "--expect-revision=abc", "--proxy=http://p:1"]
    assert main(["verify", *words, "--replica=http://r:1"]) == 3
    assert {*words, "--replica=http://r:1"} <= {*asked[0]}


def test_an_empty_name_of_a_contract_is_told_where_there_is_none(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="4"):
        main(["verify", "--contract="])
    assert f"argument --contract: {EMPTY}" in capsys.readouterr().err
    assert not (repository / ".gonogo").exists()


@pytest.mark.parametrize(
    "words",
    [
        *(["doctor", "--contract="], ["init", "--check", "--contract= "], ["init", "--out="], ["init", ""]),
        *(["check-contract", ""], ["migrate-contract", " "], ["trend", ""], ["trend", "--out="]),
        *(["lint-metrics", ""], ["lint-metrics", "x", "--proxy="], ["init", "--managed=", "http://x"]),
        *(["smoke", ""], ["smoke", "http://x", "--contract="]),
    ],
)
def test_an_empty_word_is_told_of_by_each_command(
    repository: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    with pytest.raises(SystemExit, match="4"):
        main(words)
    assert EMPTY in capsys.readouterr().err


@pytest.mark.parametrize("more", [[], ["--format=json"]])
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--frob"], "unrecognized arguments: --frob"),
        (["--deadline=nan"], "argument --deadline: 'nan' is no number of seconds above 0"),
    ],
)
def test_a_word_that_pytest_refuses_is_told_as_our_own_are(
    repository: Path, more: list[str], words: list[str], said: str
) -> None:
    (repository / "gonogo.yaml").write_text("service: x\n")
    done = subprocess.run(
        [sys.executable, "-m", "gonogo", "verify", *more, "--", *words],
        env=os.environ | {"PYTHONPATH": str(HOME)},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (4, "")
    first, second, *_ = done.stderr.splitlines()
    assert first == f"gonogo verify: {said}"
    assert second.startswith("usage: gonogo verify ")
    assert "pytest.main" not in done.stderr
    assert "inifile" not in done.stderr
    now = json.loads((repository / ".gonogo" / "out" / "verdict.json").read_text())
    assert (now["verdict"], now["reasons"]) == ("HOLD", ["the command line is wrong: nothing was examined"])


@pytest.mark.parametrize("below", ["", "/below"])
def test_a_loop_of_links_is_called_one(
    repository: Path, asked: list[list[str]], capsys: pytest.CaptureFixture[str], below: str
) -> None:
    (repository / "gonogo.yaml").touch()
    loop = repository / "loop"
    loop.symlink_to(repository / "other")
    (repository / "other").symlink_to(loop)
    assert main(["verify", f"--out={loop}{below}"]) == 3
    assert asked == []
    assert "Too many levels of symbolic links" in capsys.readouterr().err


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


def test_what_comes_before_the_hold_loads_no_contract() -> None:
    """A kill in that time leaves the verdict before it: half a second more for pydantic alone."""
    said = (
        "import sys, gonogo.cli.main, gonogo.cli.run; print({'pydantic', 'pytest', 'yaml'} & {*sys.modules})"
    )
    ended = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True, cwd=HOME)
    assert ended.stdout == "set()\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "nothing was examined: pytest ended by itself with status 3"),
        (["--", "-p", "no:runner"], "pytest ended by itself with status 3; it was given -p no:runner"),
    ],
)
def test_a_run_that_pytest_never_began_does_not_pass_for_one_at_work(
    repository: Path, asked: list[list[str]], words: list[str], said: str
) -> None:
    (repository / "gonogo.yaml").touch()
    assert main(["verify", *words]) == 3
    kept = json.loads((repository / ".gonogo" / "out" / "verdict.json").read_text())
    assert kept["verdict"] == "HOLD"
    assert kept["reasons"][0].endswith(said)


def test_what_a_run_has_written_stays(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (repository / "gonogo.yaml").touch()
    kept = repository / ".gonogo" / "out" / "verdict.json"

    def judge(_: list[str]) -> int:
        made = json.loads(kept.read_text())
        kept.write_text(json.dumps(made | {"verdict": "GO", "reasons": []}))
        return 0

    monkeypatch.setattr(run, "_pytest", judge)
    assert main(["verify"]) == 0
    assert json.loads(kept.read_text())["verdict"] == "GO"
