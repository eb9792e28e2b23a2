"""The set-up and the self-test: what runs, in which order, and what fails the whole."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from deploy.setup import images, packages, selftest
from deploy.setup.__main__ import steps_for
from deploy.setup.plugin import plugins_folder
from deploy.setup.steps import SetupError, Step, run_all
from selftests import outcomes as told

ROOT = Path(__file__).resolve().parents[2]


def test_the_stack_is_set_up_for_compose_alone() -> None:
    assert [step.name for step in steps_for("compose")] == [
        "packages", "command", "engine", "compose", "base", "images",
    ]  # fmt: skip
    assert [step.name for step in steps_for("local")] == ["packages", "command"]
    assert [step.name for step in steps_for("https://staging.example.com")] == ["packages", "command"]


def test_each_step_says_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    run_all([Step("engine", lambda: "answers")])
    assert re.fullmatch(r"setup  engine +answers \(0\.0 s\)\n", capsys.readouterr().out)


def test_a_step_that_fails_ends_the_set_up() -> None:
    ran: list[str] = []

    def broken() -> str:
        ran.append("engine")
        raise SetupError("no engine")

    def images() -> str:
        ran.append("images")
        return "built"

    with pytest.raises(SetupError, match="no engine"):
        run_all([Step("engine", broken), Step("images", images)])
    assert ran == ["engine"]


def test_the_packages_are_those_of_this_lock_and_this_python() -> None:
    assert packages.fingerprint(b"a==1", "3.11.2") != packages.fingerprint(b"a==2", "3.11.2")
    assert packages.fingerprint(b"a==1", "3.11.2") != packages.fingerprint(b"a==1", "3.13.5")


def test_the_plugin_goes_where_the_client_looks() -> None:
    assert plugins_folder(Path("/somewhere"), "") == Path("/somewhere/.docker/cli-plugins")
    assert plugins_folder(Path("/somewhere"), "/config") == Path("/config/cli-plugins")


ALL = (*selftest.PARTS, selftest.TELLS)


@pytest.fixture
def outcomes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the outcomes go that this test makes up."""
    monkeypatch.setattr(selftest, "OUTCOMES", tmp_path / "outcomes.json")
    return tmp_path / "outcomes.json"


@pytest.mark.parametrize("broken", range(len(ALL)))
def test_every_part_runs_and_one_failure_fails_all(
    monkeypatch: pytest.MonkeyPatch, broken: int, outcomes: Path
) -> None:
    ran: list[selftest.Part] = []

    def run(parts: Sequence[selftest.Part]) -> list[selftest.Outcome]:
        ran.extend(parts)
        return [selftest.Outcome(part.shows, 1.0, part is ALL[broken], ["why"]) for part in parts]

    monkeypatch.setattr(selftest, "run_together", run)
    assert selftest.main() == 1
    assert ran == list(ALL)
    rows = json.loads(outcomes.read_text())
    assert [row["failed"] for row in rows] == [part is ALL[broken] for part in selftest.PARTS]


def test_all_parts_well_is_success(monkeypatch: pytest.MonkeyPatch, outcomes: Path) -> None:
    def run(parts: Sequence[selftest.Part]) -> list[selftest.Outcome]:
        return [selftest.Outcome(part.shows, 1.0, False, []) for part in parts]

    monkeypatch.setattr(selftest, "run_together", run)
    assert selftest.main() == 0


@pytest.mark.parametrize("failed", [True, False])
def test_the_last_thing_told_is_each_part_that_failed_and_why(
    monkeypatch: pytest.MonkeyPatch, outcomes: Path, failed: bool
) -> None:
    shows = selftest.PARTS[2].shows
    selftest._write([selftest.Outcome(shows, 1.0, failed, ["FAILED tests/test_a.py::test_b"])])
    monkeypatch.setattr(told, "OUTCOMES", outcomes)
    if failed:
        with pytest.raises(pytest.fail.Exception, match="test_b"):
            told.test_part(shows)
    else:
        told.test_part(shows)
    with pytest.raises(KeyError):  # a part that never ended is none that is well
        told.test_part(selftest.PARTS[0].shows)


def _saying(word: str, status: int = 0, **changes: Any) -> selftest.Part:
    code = f"print('{word} begins', flush=True); raise SystemExit({status})"
    return selftest.Part(word, ("-c", code), **changes)


@pytest.mark.parametrize("statuses", [(0, 0), (1, 0), (0, 1), (2, 3)])
def test_of_parts_side_by_side_each_failure_counts_and_no_output_is_lost(
    statuses: tuple[int, int], capfd: pytest.CaptureFixture[str]
) -> None:
    parts = [_saying("one", statuses[0]), _saying("two", statuses[1])]
    ended = selftest.run_together(parts)
    assert [(one.failed, one.said) for one in ended] == [
        (bool(status), [f"{part.shows} begins"]) for part, status in zip(parts, statuses, strict=True)
    ]
    assert capfd.readouterr().out.split() == ["one", "begins", "two", "begins"]


def test_one_that_hangs_beside_another_is_ended_and_has_failed(capfd: pytest.CaptureFixture[str]) -> None:
    hangs = selftest.Part("hangs", ("-c", "import time; time.sleep(60)"), deadline_seconds=0.5)
    ended = selftest.run_together([_saying("one"), hangs])
    assert [one.failed for one in ended] == [False, True]
    assert ended[1].said == ["not done after 0.5 s"]
    assert "FAILED: not done after 0.5 s: hangs" in capfd.readouterr().out


def test_the_images_are_built_beside_the_offline_tests_and_everything_else_is_alone() -> None:
    together = [turn for turn in selftest._in_turn(selftest.PARTS) if len(turn) > 1]
    assert [[part.arguments[1:3] for part in turn] for turn in together] == [
        [("pytest", "tests"), ("deploy.setup.ahead",)]
    ]


def test_what_follows_the_set_up_has_the_images_that_it_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(images, "LOGS", tmp_path)
    asks = selftest.Part("asks", ("-c", "import os; print(os.environ.get('GONOGO_X_IMAGE'))"))
    assert not selftest.run_together([asks])[0].failed
    (tmp_path / "images.env").write_text("GONOGO_X_IMAGE=gonogo/x:1\n")
    assert not selftest.run_together([asks])[0].failed
    assert capfd.readouterr().out.split() == ["None", "gonogo/x:1"]


def test_the_self_test_ends_with_the_reference_release_and_a_pytest_run_of_how_each_part_ended() -> None:
    assert selftest.TELLS.arguments[:3] == ("-m", "pytest", "selftests/outcomes.py")
    assert selftest.PARTS[-1].arguments[:3] == ("-m", "gonogo.fixtures.hold", "suites")
    assert "--contract=release.yaml" in selftest.PARTS[-1].arguments


def test_ci_runs_make_test_and_nothing_else() -> None:
    assert (ROOT / ".ci/run").read_text().splitlines() == ["#!/bin/sh", "exec make test"]


def test_the_workflow_pins_its_actions_and_sweeps_in_any_case() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/verify.yml").read_text())
    steps = workflow["jobs"]["test"]["steps"]
    assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", step["uses"]) for step in steps if "uses" in step)
    assert workflow["permissions"] == {}
    assert [step for step in steps if step.get("run") == "make test"]
    assert (steps[-1]["run"], steps[-1]["if"]) == ("make down", "always()")


PAIRS = next(part for part in selftest.PARTS if "proving.upstream" in part.arguments)


def test_the_pairs_that_changed_and_a_tenth_have_four_minutes() -> None:
    assert PAIRS.arguments == ("-m", "proving.upstream", "--changed", "--tenth", "--within-seconds=240")
    assert [part for part in selftest.PARTS if part.may_hold] == [PAIRS]


@pytest.mark.parametrize(("status", "well"), [(0, True), (3, True), (1, False), (2, False), (130, False)])
def test_without_a_registry_the_pairs_hold_and_fail_nothing(
    status: int, well: bool, capfd: pytest.CaptureFixture[str]
) -> None:
    part = PAIRS._replace(arguments=("-c", f"raise SystemExit({status})"))
    assert selftest.run_together([part])[0].failed is not well
    assert ("HOLD, which is no failure here" in capfd.readouterr().out) is (status == 3)
    assert selftest.run_together([part._replace(may_hold=False)])[0].failed is (status != 0)
