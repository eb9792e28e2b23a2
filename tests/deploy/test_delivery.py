"""deploy.yml scans the very image that it deploys: what is built is scanned, then staged, then rolled out."""

from __future__ import annotations

import shlex
from typing import Any

import pytest
import yaml

from gonogo.home import ROOT

JOBS: dict[str, dict[str, Any]] = yaml.safe_load((ROOT / ".github/workflows/deploy.yml").read_text())["jobs"]
NIGHT: dict[str, dict[str, Any]] = yaml.safe_load((ROOT / ".github/workflows/nightly.yml").read_text())[
    "jobs"
]
PRODUCTION = "${{ needs.build.outputs.production }}"


def before(job: str) -> set[str]:
    """Return the jobs that have to be well before one begins."""
    needs = JOBS[job].get("needs", [])
    direct = {needs} if isinstance(needs, str) else set(needs)
    return direct.union(*(before(one) for one in direct))


def step(job: dict[str, Any], words: str) -> dict[str, Any]:
    """Return the one step of a job that runs these words."""
    (found,) = (one for one in job["steps"] if words in one.get("run", ""))
    return dict(found)


def step_of(jobs: dict[str, dict[str, Any]], words: str) -> tuple[str, dict[str, Any]]:
    """Return the one job that runs these words, and its step."""
    (found,) = (
        (name, one) for name, job in jobs.items() for one in job["steps"] if words in one.get("run", "")
    )
    return found


def scan_arguments(one: dict[str, Any]) -> list[str]:
    """Return the words that `make scan` of a step hands on."""
    (given,) = (word for word in shlex.split(one["run"]) if word.startswith("ARGS="))
    return given.removeprefix("ARGS=").split()


def test_what_is_built_is_scanned_before_it_is_staged_and_deployed() -> None:
    assert step_of(JOBS, "STEP=build")[0] == "build"
    assert step_of(JOBS, "make scan")[0] == "scan"
    assert "build" in before("scan")
    for stage in ("STEP=stage", "STEP=gate", "STEP=compare", "STEP=roll-out", "STEP=performance"):
        assert {"build", "scan"} <= before(step_of(JOBS, stage)[0]), stage


def test_the_scan_is_of_the_image_that_is_deployed() -> None:
    scan = step(JOBS["scan"], "make scan")
    assert "--image=$IMAGE" in scan_arguments(scan)
    assert scan["env"]["IMAGE"] == PRODUCTION
    assert {JOBS[job]["env"]["IMAGE"] for job in ("staging", "production", "performance")} == {PRODUCTION}


def test_the_list_of_what_is_in_it_and_its_structure_must_not_be_missing() -> None:
    words = scan_arguments(step(JOBS["scan"], "make scan"))
    assert {"--require=syft", "--require=container-structure-test"} <= set(words)


def test_what_is_kept_is_kept_by_that_image() -> None:
    kept = step(JOBS["scan"], "STEP=keep-scan")
    assert kept["env"] == {"IMAGE": PRODUCTION, "REVISION": "${{ needs.build.outputs.revision }}"}
    order = [one.get("run", "") for one in JOBS["scan"]["steps"]]
    assert order.index(kept["run"]) > order.index(step(JOBS["scan"], "make scan")["run"])
    assert JOBS["scan"]["outputs"] == {"scan": "${{ steps.scan.outputs.scan }}"}
    assert step(JOBS["production"], "STEP=mark-scan")["env"] == {"SCANNED": "${{ needs.scan.outputs.scan }}"}


@pytest.mark.parametrize("job", [JOBS["scan"], NIGHT["gate"]], ids=["deploy", "nightly"])
def test_a_scan_gets_a_database_of_advisories_or_does_not_begin(job: dict[str, Any]) -> None:
    steps = job["steps"]
    (fetched,) = (one for one in steps if one.get("with", {}).get("repository") == "pypa/advisory-database")
    assert fetched["uses"].startswith("actions/checkout@")
    assert fetched["with"]["path"] == "reports/out/advisories"
    assert not {"continue-on-error", "if"} & set(fetched)
    scan = step(job, "make scan")
    assert steps.index(fetched) < steps.index(scan)
    named = (job.get("env", {}) | scan.get("env", {}))["GONOGO_ADVISORIES"]
    assert named in (
        fetched["with"]["path"],
        f"${{{{ steps.{fetched.get('id')}.outputs.commit && '{fetched['with']['path']}' }}}}",
    )


def test_a_night_is_scanned_where_its_verdict_was_given_and_with_its_posture() -> None:
    scan = step(NIGHT["gate"], "make scan")
    order = [one.get("run", "") for one in NIGHT["gate"]["steps"]]
    assert order.index("make verify") < order.index(scan["run"]) < order.index("make down")
    assert scan["if"] == "${{ !cancelled() }}"  # also after a NO-GO
    assert {"--verdict=reports/out/verdict.json", "--require=posture"} <= set(scan_arguments(scan))
    assert step_of(NIGHT, "make scan")[0] == "gate"


def test_a_change_is_judged_by_the_action_that_others_use() -> None:
    jobs = yaml.safe_load((ROOT / ".github/workflows/verify.yml").read_text())["jobs"]
    (job,) = (one for one in jobs.values() if any("$/" in str(s.get("uses")) for s in one["steps"]))
    assert job["permissions"] == {"contents": "read"}
    (used,) = (one for one in job["steps"] if one.get("uses") == "$/.github/actions/verify")
    inputs = yaml.safe_load((ROOT / ".github/actions/verify/action.yml").read_text())["inputs"]
    assert set(used["with"]) <= set(inputs)
    assert used["with"]["target"] == "local"
    assert "continue-on-error" not in used


def test_dependabot_covers_every_lock_of_npm() -> None:
    updates = yaml.safe_load((ROOT / ".github/dependabot.yml").read_text())["updates"]
    (npm,) = (one["directories"] for one in updates if one["package-ecosystem"] == "npm")
    locks = [path for path in ROOT.rglob("package-lock.json") if "node_modules" not in path.parts]
    ours = {f"/{path.parent.relative_to(ROOT)}" for path in locks if "out" not in path.parts}
    assert set(npm) == ours
