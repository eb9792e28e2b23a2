"""Each commit that the pipeline is tried with still finds its place, and is the only change that it says."""

from __future__ import annotations

import ast
import shutil
from pathlib import Path

import pytest
import yaml

from deploy.pipeline.acting import STAGES
from deploy.pipeline.commits import BAD, GOOD, Commit, CommitError, Edit
from deploy.setup.commands import ROOT


@pytest.mark.parametrize("commit", [GOOD, *BAD], ids=lambda commit: commit.id)
def test_it_applies_to_the_tree_as_it_is(commit: Commit, tmp_path: Path) -> None:
    for path in {edit.path for edit in commit.edits}:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / path).exists():
            shutil.copy(ROOT / path, tmp_path / path)
    made = [edit for edit in commit.edits if not is_made(edit)]
    for edit in made:
        edit.apply(tmp_path)
    for path in {edit.path for edit in made}:
        changed = (tmp_path / path).read_text()
        assert not (ROOT / path).exists() or changed != (ROOT / path).read_text()
        assert (ast.parse(changed) if path.endswith(".py") else yaml.safe_load(changed)) is not None


def is_made(edit: Edit) -> bool:
    """Whether this tree is one that the pipeline is tried with, and has the change already."""
    path = ROOT / edit.path
    return path.exists() and bool(edit.new) and edit.new in path.read_text()


def test_each_bad_one_has_a_stage_of_its_own_and_the_workflow_has_that_stage() -> None:
    stages = [commit.stopped_at for commit in BAD]
    assert len(set(stages)) == len(stages) == 5
    assert set(stages) <= set(STAGES.values())


def test_a_change_without_its_place_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("x = 1\nx = 1\n")
    with pytest.raises(CommitError, match="2 times, not once"):
        Edit("a.py", "x = 1", "x = 2").apply(tmp_path)


def test_every_step_of_the_workflow_belongs_to_a_stage() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/deploy.yml").read_text())
    steps = [step for job in workflow["jobs"].values() for step in job["steps"] if "name" in step]
    assert {step["name"] for step in steps if step.get("if") != "always()"} == set(STAGES)
    assert all(step["run"].startswith("make ") for step in steps if "run" in step)
