"""Failures that a workflow passes over by an expression, or a script by what it does at its end."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from gonogo.contract.config import Pipeline
from gonogo.suites.config.experiments.pipeline import read_workflows
from gonogo.targets.base import Target
from tests.suites.config.pipelines import runs, workflows
from tests.suites.config.test_pipeline_can_say_no import CASE


@pytest.mark.parametrize(
    ("said", "passed_over"),
    [
        ("${{ true }}", True),
        ("${{true}}", True),
        ("${{ always() }}", True),
        ("${{ !false }}", True),
        ("${{ true || matrix.trial }}", True),
        ("true", True),
        ("${{ matrix.trial }}", False),
        ("${{ matrix.trial || false }}", False),
        ("${{ true && matrix.trial }}", False),
        ("${{ false }}", False),
        ("${{ !true }}", False),
    ],
)
def test_a_failure_may_be_passed_over_by_an_expression(
    tmp_path: Path, said: str, *, passed_over: bool
) -> None:
    target = cast("Target", SimpleNamespace(source=tmp_path))
    check = {"run": "make check"}
    for job in (
        {"steps": [check | {"continue-on-error": said}]},
        {"continue-on-error": said, "steps": [check]},
    ):
        (tmp_path / "ship.yml").write_text(json.dumps({"on": "push", "jobs": {"build": job}}))
        seen = read_workflows(target, Pipeline(paths=("ship.yml",), gates=("make check",)))
        assert bool(CASE.problems(seen)) is passed_over


@pytest.mark.parametrize("end", ["exit 0", "rm -rf work; exit 0"])
def test_a_script_that_leaves_well_by_a_trap_is_refused(end: str) -> None:
    script = f"npm ci\ntrap '{end}' EXIT\nmake check"
    (problem,) = CASE.problems(workflows(runs(script)))
    assert problem.observed == script
    assert CASE.problems(workflows(runs("trap 'rm -rf work' EXIT\nnpm ci\nmake check"))) == ()


@pytest.mark.parametrize(
    "script",
    [
        "npm ci\nmake check | jq -e '.found == 0'",
        "npm ci\nmake check | jq 'if .found > 0 then error else . end'",
        "npm ci\nmake check | jq '.found | halt_error(1)'",
        "npm ci\nmake check | grep -q passed",
        "npm ci\nmake check | jq .found\nexit ${PIPESTATUS[0]}",
        'npm ci\nfound=$(make check | jq .found)\n[ "$found" = 0 ]',
        "npm ci\nset -o pipefail\nmake check | jq .found",
        "npm ci\nmake check > report.json || true\njq -e '.found == 0' report.json",
    ],
)
def test_a_query_that_judges_what_the_gate_said_may_stop_it(script: str) -> None:
    assert CASE.problems(workflows(runs(script))) == ()
