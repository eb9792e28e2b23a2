from dataclasses import replace
from pathlib import Path
from unittest import mock

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.config.experiments.pipeline import read_workflows
from gonogo.suites.config.observations.pipeline import Workflows
from tests.judging import Case, done
from tests.suites.config.pipelines import CONTRACT, HASH, in_images, runs, uses, workflows
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
        "slsa-framework/slsa-github-generator/.github/workflows/generator_generic_slsa3.yml@v2",
        "shop/slsa-github-generator/.github/workflows/a.yml@v2.0.0",
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
        "slsa-framework/slsa-github-generator/.github/workflows/generator_generic_slsa3.yml@v2.0.0",
        "$/.github/actions/verify",
        f"docker://alpine@sha256:{'a' * 64}",
        f"shop/ci/.github/workflows/build.yml@{HASH}",
    ],
)
def test_passes(action: str) -> None:
    assert CASE.problems(workflows(uses(action))) == ()


def test_scripts_alone_use_nothing() -> None:
    assert CASE.finding(workflows(runs("make"))).outcome is Outcome.INCONCLUSIVE


@pytest.mark.parametrize(
    "image", ["node", "node:latest", "registry:5000/node", "node:lts", "node:20-nightly"]
)
def test_refuses_the_image_of_a_job(image: str) -> None:
    assert [problem.observed for problem in CASE.problems(in_images(image))] == [image]


@pytest.mark.parametrize(
    "image", ["node:20", "debian:bookworm", "localhost:5000/shop:ci", f"node@sha256:{'a' * 64}"]
)
def test_passes_the_image_of_a_job(image: str) -> None:
    finding = CASE.finding(in_images(image))
    assert (finding.outcome, finding.examined) == (Outcome.PASSED, 1)


def test_refuses_what_a_followed_file_uses() -> None:
    followed = workflows(uses("a/b@v1")).workflows
    (problem,) = CASE.problems(replace(workflows(), followed=followed))
    assert problem.observed == "a/b@v1"


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


USING = """
on: push
jobs:
  one:
    steps: [{uses: ./ci/actions/known}, {uses: ./tools/made/}, {uses: ./from-elsewhere}, {uses: ./../x}]
  two: {uses: ./shared/build.yml}
"""
MADE = "runs: {using: composite, steps: [{uses: a/b@v1}, {uses: ./tools/other}]}"


def test_what_lies_elsewhere_in_the_repository_is_followed(tmp_path: Path) -> None:
    files = {
        "ci/a.yml": USING,
        "ci/actions/known/action.yml": MADE,
        "tools/made/action.yaml": MADE,
        "tools/other/action.yml": "runs: {using: docker, image: 'docker://c:1'}",
        "shared/build.yml": "jobs: {x: {container: node, steps: [{uses: ./broken}]}}",
        "broken/action.yml": "runs: [",
    }
    seen = _read(tmp_path, files)
    assert [one.file for one in seen.workflows] == ["ci/a.yml", "ci/actions/known/action.yml"]
    assert sorted(one.file for one in seen.followed) == [
        "shared/build.yml",
        "tools/made/action.yaml",
        "tools/other/action.yml",
    ]
    assert seen.unread == ("broken/action.yml",)
    assert {problem.observed for problem in CASE.problems(seen)} == {
        "a/b@v1",
        "docker://c:1",
        "node",
        "it does not",
    }


IMAGES = """
on: push
jobs:
  plain: {container: node, steps: []}
  long:
    container: {image: "python:3.12", options: --init}
    services: {db: {image: postgres}, other: {image: "${{ inputs.image }}"}}
  each:
    strategy: {matrix: {image: [a, "b:1"], of: [{tag: "2"}], include: [{image: c}, {other: 1}]}}
    container: "${{ matrix.image }}"
    services: {db: {image: "d:${{ matrix.of.tag }}"}, none: {image: "${{ matrix.gone }}"}}
  made: {strategy: {matrix: "${{ fromJSON(needs.x.outputs.y) }}"}, container: "${{ matrix.image }}"}
"""


def test_images_of_jobs_are_read(tmp_path: Path) -> None:
    (one,) = _read(tmp_path, {"ci/a.yml": IMAGES}).workflows
    assert [(image.where, image.image) for image in one.images] == [
        ("ci/a.yml, plain: container", "node"),
        ("ci/a.yml, long: container", "python:3.12"),
        ("ci/a.yml, long: service db", "postgres"),
        ("ci/a.yml, each: container", "a"),
        ("ci/a.yml, each: container", "b:1"),
        ("ci/a.yml, each: container", "c"),
        ("ci/a.yml, each: service db", "d:2"),
    ]


def _read(folder: Path, files: dict[str, str]) -> Workflows:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    target = ShopTarget("http://127.0.0.1:9", CONTRACT)
    with mock.patch.object(ShopTarget, "source", folder):
        return done(read_workflows, target, CONTRACT)
