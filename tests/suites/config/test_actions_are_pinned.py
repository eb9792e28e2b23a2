from pathlib import Path
from unittest import mock

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.config.experiments.pipeline import read_workflows
from tests.judging import Case, done
from tests.suites.config.pipelines import CONTRACT, HASH, runs, uses, workflows
from tests.suites.shop import ShopTarget

CASE = Case(
    "config/actions-are-pinned", CONTRACT, clean=workflows(), broken=workflows(uses("actions/checkout@v4"))
)


@pytest.mark.parametrize(
    "action",
    [
        "actions/checkout@main",
        "actions/checkout@08c6903",
        f"actions/checkout@v4.{HASH}",
        "actions/checkout",
        "docker://alpine:3.20",
        "shop/ci/.github/workflows/build.yml@main",
    ],
)
def test_refuses(action: str) -> None:
    (problem,) = CASE.problems(workflows(uses(action)))
    assert problem.observed == action


@pytest.mark.parametrize(
    "action",
    [
        f"github/codeql-action/init@{HASH}",
        "./.github/actions/verify",
        f"docker://alpine@sha256:{'a' * 64}",
        f"shop/ci/.github/workflows/build.yml@{HASH}",
    ],
)
def test_passes(action: str) -> None:
    assert CASE.problems(workflows(uses(action))) == ()


def test_scripts_alone_use_nothing() -> None:
    assert CASE.finding(workflows(runs("make"))).outcome is Outcome.INCONCLUSIVE


WORKFLOW = """
on: {pull_request_target: {types: [opened]}}
jobs:
  build:
    continue-on-error: true
    steps:
      - uses: actions/checkout@v4
        with: {ref: "${{ github.event.pull_request.head.sha }}"}
      - {name: check, run: make check}
      - uses: actions/github-script@v7
        with: {script: "console.log(1)"}
  shared: {uses: shop/ci/.github/workflows/x.yml@v1}
"""


def test_workflows_are_read(tmp_path: Path) -> None:
    (tmp_path / "ci").mkdir()
    (tmp_path / "ci" / "a.yml").write_text(WORKFLOW)
    (tmp_path / "ci" / "b.yaml").write_text("jobs: [")
    target = ShopTarget("http://127.0.0.1:9", CONTRACT)
    with mock.patch.object(ShopTarget, "source", tmp_path):
        seen = done(read_workflows, target, CONTRACT)
    assert seen.unread == ("ci/b.yaml",)
    assert seen.workflows[0].events == ("pull_request_target",)
    assert [(s.job, s.name, s.uses, s.run, s.tolerated) for s in seen.steps] == [
        ("build", "actions/checkout@v4", "actions/checkout@v4", "", True),
        ("build", "check", "", "make check", True),
        ("build", "actions/github-script@v7", "actions/github-script@v7", "", True),
        ("shared", "shared", "shop/ci/.github/workflows/x.yml@v1", "", False),
    ]
    assert seen.steps[0].ref == "${{ github.event.pull_request.head.sha }}"
    assert seen.steps[2].script == "console.log(1)"
