"""What stands in for a code host's actions: those that deploy.yml uses, and what is out of reach is said."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
import yaml

from deploy.pipeline import trial
from deploy.pipeline.stand_ins import ACTIONS, CHECKOUT, not_run, written
from gonogo.home import ROOT

NAME = "pypa/advisory-database"
GIT = """#!/bin/sh
[ "$1" = clone ] || { echo 0123abc; exit; }
[ -z "$SAYS" ] || { echo "first words" >&2; echo "$SAYS" >&2; exit 128; }
mkdir -p "$5"
"""


def test_they_stand_in_for_each_action_of_the_delivery_as_it_is_pinned(tmp_path: Path) -> None:
    jobs = yaml.safe_load((ROOT / ".github/workflows/deploy.yml").read_text())["jobs"]
    used = {one["uses"] for job in jobs.values() for one in job["steps"] if "uses" in one}
    assert used == set(ACTIONS)
    for words in written(tmp_path):
        option, action, folder = words.split("=")
        assert (option, action in used) == ("--local-repository", True)
        assert yaml.safe_load((Path(folder) / "action.yml").read_text())["runs"]["using"] == "composite"


def fetched(folder: Path, says: str) -> tuple[str, Path]:
    """Run the step that fetches, with a git that says something; return its outputs and where it put it."""
    (tools := folder / "bin").mkdir()
    (tools / "git").write_text(GIT)
    (tools / "git").chmod(0o755)
    action = yaml.safe_load(ACTIONS[CHECKOUT])["runs"]["steps"][0]
    place, outputs = folder / "advisories", folder / "outputs"
    outputs.touch()
    environment = {"PATH": f"{tools}{os.pathsep}/usr/bin:/bin", "NAME": NAME, "FOLDER": str(place)}
    environment |= {"KEPT": str(folder / "kept"), "GITHUB_OUTPUT": str(outputs), "SAYS": says}
    subprocess.run(["sh", "-e", "-c", action["run"]], env=environment, check=True, timeout=20)
    return outputs.read_text(), place


def test_what_is_in_reach_is_fetched_and_its_commit_told(tmp_path: Path) -> None:
    said, place = fetched(tmp_path, "")
    assert said == "commit=0123abc\n"
    assert place.is_dir()
    assert not_run(tmp_path / "kept") == []


@pytest.mark.parametrize("scanned", [True, False])
def test_what_is_out_of_reach_tells_nothing_and_is_listed_as_not_run(tmp_path: Path, scanned: bool) -> None:
    said, place = fetched(tmp_path, "fatal: no such host")
    assert (said, place.exists()) == ("", False)
    kept = tmp_path / "kept"
    expected = [{"step": f"fetch {NAME}", "why": "fatal: no such host"}]
    if scanned:
        (kept / "security").mkdir()
        (kept / "security" / "scan.json").write_text('{"not_possible": [{"tool": "safety", "why": "none"}]}')
        expected.append({"step": "scan: safety", "why": "none"})
    assert trial._not_run(kept) == expected
