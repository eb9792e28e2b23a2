"""The command: what it prints, its exit statuses, and the command line of pytest that it becomes."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from gonogo.cli import completion, run
from gonogo.cli.main import COMMANDS, main
from gonogo.cli.rules import rules_of
from gonogo.cli.said import say
from gonogo.contract.latency import FEWEST as CONTRACTED
from gonogo.core.discover import discover
from gonogo.home import ROOT
from gonogo.place import CONTRACTS, contract_above, reports_of
from gonogo.suites.latency.generator import FEWEST as JUDGED
from tests.gonogo.commands import asked, repository

__all__ = ["asked", "repository"]

GOOD = "# TYPE jobs_total counter\njobs_total 1\n"


def lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()


@pytest.mark.parametrize("words", ["--version", "--help", "rules", "rules --names", "completion zsh"])
def test_what_only_tells_is_good(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words.split()) == 0
    assert lines(capsys)


@pytest.mark.parametrize("words", ["", "deploy", "smoke", "rules nogate", "explain health/no-rule"])
def test_what_is_asked_wrongly_has_the_status_of_usage(
    words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        status = main(words.split())
    except SystemExit as ended:
        status = int(str(ended.code))
    assert status == 4
    assert sum(map(len, capsys.readouterr())) > 0


def test_the_rules_that_are_listed_are_those_that_run(capsys: pytest.CaptureFixture[str]) -> None:
    main(["rules", "--names"])
    assert lines(capsys) == [rule.id for rule in discover()]
    assert dict(rules_of("health"))["liveness-answers"] == "Liveness answers as promised."


def test_a_rule_is_explained_with_its_key_and_its_proofs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "health/liveness-answers"]) == 0
    said = capsys.readouterr().out
    assert "`health.liveness`" in said
    assert "HLT-06-page-swallows-the-probes" in said
    assert max(map(len, said.splitlines())) < 80


def test_a_misspelt_rule_is_answered_with_those_that_are_near(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["explain", "health/liveness-answer"])
    assert "did you mean health/liveness-answers" in capsys.readouterr().err


@pytest.mark.parametrize("name", CONTRACTS)
def test_a_contract_is_found_from_any_folder_of_the_repository(repository: Path, name: str) -> None:
    assert contract_above(Path.cwd()) is None
    (repository / name).parent.mkdir(exist_ok=True)
    (repository / name).touch()
    assert contract_above(Path.cwd()) == repository / name
    assert reports_of(Path.cwd()) == repository / ".gonogo" / "out"


def test_a_contract_above_the_repository_is_somebody_elses(repository: Path) -> None:
    (repository.parent / "release.yaml").touch()
    assert contract_above(Path.cwd()) is None


def test_smoke_is_pytest_with_our_plugins_alone(repository: Path, asked: list[list[str]]) -> None:
    (repository / "gonogo.yaml").touch()
    assert main(["smoke", "http://x", "--expect-revision", "abc", "--", "-n", "2"]) == 3
    [words] = asked
    assert words[:3] == ["-c", str(ROOT / "fixtures" / "gate.ini"), f"--rootdir={ROOT}"]
    assert {"--target=http://x", f"--contract={repository}/gonogo.yaml", "--expect-revision=abc"} <= set(
        words
    )
    assert f"--out={repository}/.gonogo/out" in words
    assert words[-4:] == ["-m", "smoke", "-n", "2"]


def test_one_rule_can_be_run_alone(repository: Path, asked: list[list[str]]) -> None:
    (repository / "gonogo.yaml").touch()
    main(["verify", "--target=http://x", "--rule=health/liveness-answers", "--deadline=5"])
    assert f"{ROOT}/suites/health/test_gate.py::test_rule[liveness-answers]" in asked[0]
    assert "--deadline=5.0" in asked[0]


@pytest.mark.usefixtures("repository")
def test_no_contract_is_one_sentence_that_says_what_to_do(
    asked: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["smoke", "http://x"]) == 4
    assert asked == []
    [said] = capsys.readouterr().err.splitlines()
    assert "gonogo init URL" in said


def test_a_password_of_a_url_is_not_repeated(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (repository / "gonogo.yaml").touch()
    said: list[tuple[str, list[str]]] = []

    def judge(words: list[str]) -> int:
        said.append((os.environ["GONOGO_COMMAND"], words))
        return 0

    monkeypatch.setattr(run, "_pytest", judge)
    main(["smoke", "http://me:secret@x/y"])
    ((command, words),) = said
    assert command == "gonogo smoke http://x/y"
    assert "--target=http://me:secret@x/y" in words
    assert "GONOGO_COMMAND" not in os.environ


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        (GOOD, 0, []),
        (GOOD + "jobs_total 2\n", 1, [":3: expected each series once"]),
        ("jobs_total one\n", 1, [":1: expected a line of the format"]),
        ("", 1, [":0: expected at least one sample"]),
        (GOOD + "# EOF\n", 1, [":"]),  # OpenMetrics names the family without its suffix
        ("# TYPE jobs counter\njobs_total 1\n# EOF\n", 0, []),
    ],
)
def test_an_exposition_is_checked_line_by_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], body: str, status: int, said: list[str]
) -> None:
    file = tmp_path / "metrics.txt"
    file.write_text(body)
    assert main(["lint-metrics", str(file)]) == status
    told = lines(capsys)
    assert len(told) >= len(said)
    assert all(part in line for part, line in zip(said, told, strict=False))


def test_what_cannot_be_read_is_no_finding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint-metrics", str(tmp_path / "none")]) == 4
    assert "No such file" in capsys.readouterr().err


def test_a_contract_is_checked_gate_by_gate(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check-contract", str(ROOT / "release.yaml")]) == 0
    all_of = len(rules_of("health"))
    assert f"health {all_of} of {all_of}" in capsys.readouterr().out
    bad = tmp_path / "bad.yaml"
    bad.write_text("service: x\nhelth: {}\n")
    assert main(["check-contract", str(ROOT / "release.yaml"), str(bad)]) == 4
    assert "helth" in capsys.readouterr().err


def test_a_promise_that_so_few_arrivals_cannot_show_is_told_before_the_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "few.yaml"
    journey = "{name: list, path: /, rate_per_second: 5, budgets: {p95: 1, p99: 1}}"
    path.write_text(f"service: x\nlatency: {{availability: 0.999, journeys: [{journey}]}}\n")
    assert main(["check-contract", str(path)]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == [
        f"{path}: latency: {what} arrivals, and 50 are planned: say duration_seconds: {seconds} or more"
        for what, seconds in (("availability needs 1000", 200), ("p99 of list needs 100", 20))
    ]


def test_the_fewest_arrivals_are_those_that_the_rules_want() -> None:
    assert CONTRACTED == JUDGED


def test_doctor_names_what_more_the_contract_could_promise(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (repository / "gonogo.yaml").write_text("service: x\nhealth: {liveness: {path: /livez}}\n")
    assert main(["doctor"]) == 0
    said = capsys.readouterr().out
    assert "more  the contract has no" in said
    assert "[load]" in said


@pytest.mark.parametrize("shell", completion.SHELLS)
def test_every_command_is_completed(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["completion", shell])
    said = capsys.readouterr().out
    assert all(command.word in said for command in COMMANDS)


def test_json_is_all_that_standard_output_gets(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from gonogo.cli import run\n"
        "def said(words):\n"
        "    print('for people')\n"
        "    Path(sys.argv[1], 'verdict.json').write_text('{\"run\": \"r1\"}')\n"
        "    return 0\n"
        "run._pytest = said\n"
        "sys.exit(run._as_json([], Path(sys.argv[1]), 'r1'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == {"run": "r1"}
    assert "for people" in done.stderr


def test_the_command_is_light_before_it_is_asked_for_something() -> None:
    program = "import sys, gonogo.cli.main, gonogo.cli.rules; print(*sys.modules)"
    done: Any = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert not {"pytest", "pydantic", "requests", "yaml"} & set(done.stdout.split())


@pytest.mark.parametrize("status", [0, 3])
def test_a_verdict_of_another_run_is_never_given_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], status: int
) -> None:
    (tmp_path / "verdict.json").write_text('{"verdict": "GO", "run": "r0"}')
    monkeypatch.setattr(run, "_pytest", lambda words: status)
    assert run._as_json([], tmp_path, "r1") == status
    assert capfd.readouterr().out == ""


def test_a_sentence_is_whole_in_a_log_and_folded_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("COLUMNS", "41")
    text = "gonogo verify: no contract: there is none of gonogo.yaml from here up to the root"
    log, terminal = io.StringIO(), Terminal()
    say(text, log)
    say(text, terminal)
    assert log.getvalue() == f"{text}\n"
    assert terminal.getvalue().splitlines() == [
        "gonogo verify: no contract: there is",
        "  none of gonogo.yaml from here up to",
        "  the root",
    ]
