"""Workflows, as the rules on them see them."""

from __future__ import annotations

from dataclasses import replace

from gonogo.suites.config.observations.pipeline import JobImage, Step, Workflow, Workflows
from tests.judging import contract

CONTRACT = contract(config={"pipeline": {"paths": ["ci"], "gates": ["make check"]}})
HASH = "08c6903cd8c0fde910a37f88322edcfb5dd907a8"
USES = Step("ci/ship.yml", "build", "checkout", f"actions/checkout@{HASH}", "", "", tolerated=False)
RUNS = Step("ci/ship.yml", "build", "check", "", "make check", "", tolerated=False)


def workflows(*steps: Step, events: tuple[str, ...] = ("push",)) -> Workflows:
    return Workflows((Workflow("ci/ship.yml", events, steps or (USES, RUNS)),))


def uses(action: str, ref: str = "") -> Step:
    return replace(USES, uses=action, ref=ref)


def runs(script: str, *, tolerated: bool = False, named: str = "") -> Step:
    return Step(RUNS.file, RUNS.job, RUNS.name, "", script, "", tolerated, "", named)


def in_images(*images: str) -> Workflows:
    made = tuple(JobImage(f"ci/ship.yml, build: {image}", image) for image in images)
    return Workflows((Workflow("ci/ship.yml", ("push",), (), images=made),))
