"""The workflows are hardened: what is pinned, who may do what, and for how long."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from gonogo.home import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PINNED = re.compile(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")
EACH = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text())


def jobs(path: Path) -> list[dict[str, Any]]:
    return list(read(path)["jobs"].values())


def steps(path: Path) -> Iterator[dict[str, Any]]:
    for job in jobs(path):
        yield from job.get("steps", ())


def test_there_are_workflows() -> None:
    assert {"verify.yml", "nightly.yml", "dependencies.yml"} <= {path.name for path in WORKFLOWS}


@EACH
def test_every_action_is_pinned_with_its_tag_beside_it(path: Path) -> None:
    used = [line.strip().removeprefix("- ") for line in path.read_text().splitlines() if "uses: " in line]
    assert [line for line in used if not line.startswith("uses: $/") and not PINNED.match(line)] == []


@EACH
def test_nobody_may_anything_that_a_job_does_not_name(path: Path) -> None:
    assert read(path)["permissions"] == {}
    assert [job for job in jobs(path) if "permissions" not in job] == []


@EACH
def test_jobs_end_and_do_not_run_beside_themselves(path: Path) -> None:
    assert [job for job in jobs(path) if not isinstance(job.get("timeout-minutes"), int)] == []
    assert "group" in read(path)["concurrency"]


@EACH
def test_no_credential_stays_in_a_checkout(path: Path) -> None:
    checkouts = [step for step in steps(path) if str(step.get("uses", "")).startswith("actions/checkout@")]
    assert checkouts
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


@EACH
def test_no_expression_is_put_into_a_shell(path: Path) -> None:
    assert [step["run"] for step in steps(path) if "${{" in str(step.get("run", ""))] == []


def test_a_night_finds_what_the_night_before_kept() -> None:
    found = list(steps(ROOT / ".github" / "workflows" / "nightly.yml"))
    (restored,) = (s["with"] for s in found if "cache/restore@" in s.get("uses", ""))
    (saved,) = (s["with"] for s in found if "cache/save@" in s.get("uses", ""))
    assert (restored["path"], restored["key"]) == (saved["path"], saved["key"])
    assert {"reports/out/history.jsonl", "reports/out/told.json"} <= set(saved["path"].split())


def test_a_night_does_what_is_promised_of_it() -> None:
    run = " ".join(str(step.get("run", "")) for step in steps(ROOT / ".github" / "workflows" / "nightly.yml"))
    for words in (
        "make verify",
        "make trend",
        "make scan",
        "make prove",
        "make park",
        "make shipping",
        "deploy.pipeline.notify",
    ):
        assert words in run
