import json
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from gonogo.contract.config import Pipeline
from gonogo.suites.config.experiments.pipeline import read_workflows
from gonogo.targets.base import Target
from tests.judging import Case
from tests.suites.config.pipelines import CONTRACT, USES, runs, workflows

CASE = Case(
    "config/pipeline-can-say-no", CONTRACT, clean=workflows(), broken=workflows(runs("make check || true"))
)


@pytest.mark.parametrize(
    "script", ["make check || true", "make check || echo failed", "set +e\nmake check\nexit 0"]
)
def test_a_script_that_ends_well_whatever_it_found_is_refused(script: str) -> None:
    (problem,) = CASE.problems(workflows(runs(script)))
    assert problem.observed == script


def test_a_failure_that_is_passed_over_is_refused() -> None:
    (problem,) = CASE.problems(workflows(runs("make check", tolerated=True)))
    assert problem.observed == "its failure is passed over"


def test_a_gate_that_no_step_runs_is_refused() -> None:
    (problem,) = CASE.problems(workflows(USES))
    assert (problem.where, problem.observed) == ("make check", "none")


@pytest.mark.parametrize(
    "script",
    ["make check ARGS=--slow", "make check || exit 1", "make lint\nmake check", "make check; echo $?"],
)
def test_a_script_that_may_fail_passes(script: str) -> None:
    assert CASE.problems(workflows(runs(script))) == ()


@pytest.mark.parametrize(
    ("shell", "refused"),
    [("", True), ("sh", True), ("bash", False), ("bash -euo pipefail {0}", False), ("bash -e {0}", True)],
)
def test_a_pipe_hides_a_failure_unless_the_shell_has_pipefail(shell: str, refused: bool) -> None:
    step = runs("make check 2>&1 | tee log", named=shell)
    assert bool(CASE.problems(workflows(step))) is refused


def test_an_interpreter_that_is_no_shell_may_fail() -> None:
    assert CASE.problems(workflows(runs("make check || true", named="python"))) == ()


@pytest.mark.parametrize(
    ("workflow", "job", "step", "named"),
    [("", "", "", ""), ("sh", "", "", "sh"), ("sh", "bash", "", "bash"), ("sh", "bash", "python", "python")],
)
def test_the_nearest_shell_is_the_one(tmp_path: Path, workflow: str, job: str, step: str, named: str) -> None:
    run = {"run": "make check"} | ({"shell": step} if step else {})
    made = {"steps": [run]} | ({"defaults": {"run": {"shell": job}}} if job else {})
    whole = {"on": "push", "jobs": {"build": made}} | (
        {"defaults": {"run": {"shell": workflow}}} if workflow else {}
    )
    (tmp_path / "ship.yml").write_text(json.dumps(whole))
    target = cast("Target", SimpleNamespace(source=tmp_path))
    seen = read_workflows(target, Pipeline(paths=("ship.yml",), gates=("make check",)))
    assert [one.shell for one in seen.steps] == [named]


def test_another_step_may_be_passed_over() -> None:
    assert CASE.problems(workflows(runs("make check"), runs("upload || true", tolerated=True))) == ()
