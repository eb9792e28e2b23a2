"""Words of a stranger that one step keeps as its output, and another puts into its script."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
import yaml

from gonogo.contract.config import Pipeline
from gonogo.suites.config.experiments.pipeline import read_workflows
from gonogo.suites.config.observations.pipeline import Workflows
from gonogo.targets.base import Target
from tests.suites.config.test_pipeline_runs_nothing_of_strangers import CASE

USED: dict[str, object] = {"run": "echo ${{ steps.said.outputs.title }}"}
TITLE = "${{ github.event.pull_request.title }}"


def read(tmp_path: Path, *steps: dict[str, object], other: str = "") -> Workflows:
    jobs = {"build": {"steps": list(steps)}} | ({"other": {"steps": [{"run": other}]}} if other else {})
    (tmp_path / "ship.yml").write_text(yaml.safe_dump({"on": "pull_request", "jobs": jobs}))
    target = cast("Target", SimpleNamespace(source=tmp_path))
    return read_workflows(target, Pipeline(paths=("ship.yml",)))


def keeping(run: str, value: str = TITLE) -> dict[str, object]:
    return {"id": "said", "run": run, "env": {"T": value}}


def by_script(script: str) -> dict[str, object]:
    return {"id": "said", "uses": "actions/github-script@v7", "with": {"script": script}}


@pytest.mark.parametrize(
    "step",
    [
        keeping('echo "title=$T" >> "$GITHUB_OUTPUT"'),
        keeping("echo title=${T} >>$GITHUB_OUTPUT"),
        keeping("set -eu\nprintf 'title=%s\\n' \"$T\" >> ${GITHUB_OUTPUT}"),
        keeping('echo "title<<E" >> $GITHUB_OUTPUT\necho "$T" >> $GITHUB_OUTPUT\necho E >> $GITHUB_OUTPUT'),
        keeping("{\n  echo 'title<<END'\n  printf '%s\\n' \"$T\"\n  echo END\n} >> $GITHUB_OUTPUT"),
        keeping('{ echo "title=$T"; echo a=b; } >> $GITHUB_OUTPUT'),
        keeping('echo "::set-output name=title::$T"'),
        keeping('echo "title=$T" >> "$GITHUB_OUTPUT"', "${{ github.head_ref }}"),
        by_script("core.setOutput('title', context.payload.pull_request.title)"),
        by_script('core.setOutput("title", context.payload.issue?.body);'),
    ],
)
@pytest.mark.parametrize(
    "used",
    [
        "${{ steps.said.outputs.title }}",
        "${{ steps['said'].outputs['title'] }}",
        "${{ steps.Said.Outputs.Title }}",
    ],
)
def test_an_output_is_followed_to_what_it_is_made_of(
    tmp_path: Path, step: dict[str, object], used: str
) -> None:
    (problem,) = CASE.problems(read(tmp_path, step, {"run": f"echo {used}"}))
    assert problem.observed == used


@pytest.mark.parametrize(
    ("step", "used"),
    [
        (keeping('echo "title=$T" >> "$GITHUB_OUTPUT"', "${{ github.sha }}"), USED),
        (keeping('echo "title=$T" >> "$GITHUB_OUTPUT"'), {"run": 'echo "$S"', "env": {"S": USED["run"]}}),
        (keeping('echo "title=$T" >> "$GITHUB_OUTPUT"'), {"uses": "a/b@v1", "with": {"title": USED["run"]}}),
        (keeping('echo "title=$T" >> "$GITHUB_OUTPUT"'), {"run": "echo ${{ steps.said.outputs.number }}"}),
        (keeping('echo "title=$T" >> "$GITHUB_OUTPUT"'), {"run": "echo ${{ steps.other.outputs.title }}"}),
        (keeping('echo "title=$T" | tr -dc a-z= >> "$GITHUB_OUTPUT"'), USED),
        (keeping('echo "title=${T//[^a-z]/}" >> "$GITHUB_OUTPUT"'), USED),
        (keeping('echo "title=$(tr -dc a-z <<<"$T")" >> "$GITHUB_OUTPUT"'), USED),
        (keeping('[[ $T =~ ^[a-z]+$ ]] || exit 1\necho "title=$T" >> "$GITHUB_OUTPUT"'), USED),
        (keeping('case $T in v*) ;; *) exit 1;; esac\necho title=$T >> "$GITHUB_OUTPUT"'), USED),
        (keeping('echo "title=$T"'), USED),
        (keeping('echo "title=$T"\necho a=b >> "$GITHUB_OUTPUT"'), USED),
        (keeping('echo "title=$T" >title; echo a=b >> "$GITHUB_OUTPUT"'), USED),
        (keeping('echo "title=$T.tar" >> "$GITHUB_OUTPUT"', "${{ github.run_id }}"), USED),
        (keeping('echo "title=$T" >> "$GITHUB_STEP_SUMMARY"\necho a=b >> "$GITHUB_OUTPUT"'), USED),
        (by_script("core.setOutput('title', context.payload.pull_request.number)"), USED),
        (by_script("core.setOutput('title', clean(context.payload.pull_request.title))"), USED),
    ],
)
def test_what_was_made_another_or_stays_a_variable_passes(
    tmp_path: Path, step: dict[str, object], used: dict[str, object]
) -> None:
    assert CASE.problems(read(tmp_path, step, used)) == ()


def test_an_output_is_known_to_later_steps_of_its_job_alone(tmp_path: Path) -> None:
    step = keeping('echo "title=$T" >> "$GITHUB_OUTPUT"')
    assert CASE.problems(read(tmp_path, USED, step, other=str(USED["run"]))) == ()


@pytest.mark.parametrize(
    ("between", "used"),
    [
        ({"run": "[[ $T =~ ^[a-z]+$ ]]", "env": {"T": "${{ steps['said'].outputs.title }}"}}, USED),
        ({"run": "true"}, USED | {"if": "steps.said.outputs.title == 'fix'"}),
    ],
    ids=["by a step", "by a condition"],
)
def test_what_was_looked_at_in_between_passes(
    tmp_path: Path, between: dict[str, object], used: dict[str, object]
) -> None:
    step = keeping('echo "title=$T" >> "$GITHUB_OUTPUT"')
    assert CASE.problems(read(tmp_path, step, between, used)) == ()
    assert len(CASE.problems(read(tmp_path, step, {"run": "true"}, USED))) == 1
