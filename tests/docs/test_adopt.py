"""What docs/adopt.md shows, read by the programs that it is written for."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import yaml

from gonogo.home import ROOT
from gonogo.init.environment import read_variables
from tests.judging import contract

DOCUMENT = (ROOT / "docs" / "adopt.md").read_text(encoding="utf-8")
BLOCKS = [yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", DOCUMENT, re.DOTALL)]


def test_the_workflow_asks_for_what_the_action_takes() -> None:
    [workflow] = [block for block in BLOCKS if "jobs" in block]
    [job] = workflow["jobs"].values()
    action = yaml.safe_load((ROOT / ".github" / "actions" / "verify" / "action.yml").read_text())
    assert set(job["steps"][-1]["with"]) <= set(action["inputs"])
    assert set(job["steps"][-1]["with"]["extras"].split(",")) == {"stack", "load", "scan"}


def test_what_is_typed_before_the_first_start_fills_in_what_compose_asks_for(tmp_path: Path) -> None:
    shelf = ROOT / "park" / "apps" / "flask"
    (tmp_path / ".env.example").write_bytes((shelf / ".env.example").read_bytes())
    typed = re.findall(r"```sh\n(.*?)```", DOCUMENT, re.DOTALL)[1].splitlines()
    assert typed.pop().startswith("docker compose up ")
    for line in typed:
        subprocess.run(line, shell=True, cwd=tmp_path, check=True, timeout=30)  # noqa: S602 - as it is typed
    stated = read_variables(tmp_path / ".env")
    asked = {*re.findall(r"\$\{(\w+):\?", (shelf / "docker-compose.yml").read_text(encoding="utf-8"))}
    assert asked == {"POSTGRES_PASSWORD", "VALKEY_PASSWORD", "API_KEYS"}
    assert len({stated[name] for name in asked}) == 3
    assert all(len(stated[name]) >= 24 and stated[name].isalnum() for name in asked)
    assert f"http://127.0.0.1:{stated['HTTP_PORT']}" in DOCUMENT


def test_what_is_to_be_added_is_taken_by_a_contract() -> None:
    [added] = [block for block in BLOCKS if "jobs" not in block]
    assert set(contract(**added).credentials) == {"alice", "bob"}
