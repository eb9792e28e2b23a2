"""What docs/adopt.md shows, read by the programs that it is written for."""

from __future__ import annotations

import re

import yaml

from gonogo.home import ROOT
from tests.judging import contract

DOCUMENT = (ROOT / "docs" / "adopt.md").read_text(encoding="utf-8")
BLOCKS = [yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", DOCUMENT, re.DOTALL)]


def test_the_workflow_asks_for_what_the_action_takes() -> None:
    [workflow] = [block for block in BLOCKS if "jobs" in block]
    [job] = workflow["jobs"].values()
    action = yaml.safe_load((ROOT / ".github" / "actions" / "verify" / "action.yml").read_text())
    assert set(job["steps"][-1]["with"]) <= set(action["inputs"])
    assert set(job["steps"][-1]["with"]["extras"].split(",")) == {"stack", "load", "scan"}


def test_what_is_to_be_added_is_taken_by_a_contract() -> None:
    [added] = [block for block in BLOCKS if "jobs" not in block]
    assert set(contract(**added).credentials) == {"alice", "bob"}
