"""What docs/adopt.md tells a newcomer to type, typed in order on a stranger's service."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
import venv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gonogo.home import ROOT

DOCUMENT = (ROOT / "docs" / "adopt.md").read_text(encoding="utf-8")
COMMANDS = [
    line for block in re.findall(r"```sh\n(.*?)```", DOCUMENT, re.DOTALL) for line in block.splitlines()
]
SECONDS = 600.0
"""What the page promises, from its first command to its last."""
REFUSED = {
    f"health/{rule}"
    for rule in ("probes-answer-during-hang", "readiness-follows-hang", "liveness-survives-hang")
}
"""What may be said against Shelf, for a reason: no deadline of its own is on a database that hangs.

Its own contract pauses the cache alone; a draft pauses each dependency.
"""


def environment(folder: Path) -> dict[str, str]:
    """What a newcomer's shell has; the images are those of this checkout, for no registry may be in reach."""
    images = {name: os.environ[f"GONOGO_{name}"] for name in ("POSTGRES_IMAGE", "VALKEY_IMAGE")}
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GONOGO_", "PYTEST_"))}
    images["POSTGRES_EXPORTER_PASSWORD"] = "letters5and6digits"  # our PostgreSQL is not without
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return kept | images | {"PATH": path, "VIRTUAL_ENV": str(folder), "BASE": base_image()}


def base_image() -> str:
    """The base on which the stack's own images stand."""
    listed = subprocess.run(
        ["docker", "images", "--format={{.Repository}}:{{.Tag}}", "gonogo/base"],
        check=True, capture_output=True, text=True, timeout=30,
    )  # fmt: skip
    return listed.stdout.splitlines()[0]


@pytest.fixture
def newcomer(tmp_path: Path) -> Iterator[tuple[Path, dict[str, str]]]:
    repository, place = tmp_path / "shelf", tmp_path / "venv"
    shutil.copytree(ROOT / "park" / "apps" / "flask", repository)
    (repository / "docker-compose.gate.yml").unlink()
    venv.create(place, with_pip=True)
    built = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--wheel-dir",
        str(tmp_path),
        str(ROOT),
    ]
    subprocess.run(built, check=True, timeout=120)
    [wheel] = tmp_path.glob("*.whl")
    found = environment(place) | {"GONOGO_WHEEL": str(wheel)}
    yield repository, found
    subprocess.run(
        ["docker", "compose", "down", "--volumes"], cwd=repository, env=found, timeout=120, check=False
    )


def test_every_command_of_the_page_works(newcomer: tuple[Path, dict[str, str]]) -> None:
    repository, found = newcomer
    assert len(COMMANDS) == 8
    began, verdict = time.monotonic(), repository / ".gonogo" / "out" / "verdict.json"
    for command in COMMANDS:
        left = began + SECONDS - time.monotonic()
        done = subprocess.run(command, shell=True, cwd=repository, env=found, timeout=left, check=False)  # noqa: S602 - as it is typed
        if command.startswith(("gonogo smoke", "gonogo verify")):
            said = json.loads(verdict.read_text())
            assert refusing(said) <= (REFUSED if command.startswith("gonogo verify") else set()), command
            assert (said["verdict"], done.returncode) == (("NO-GO", 1) if refusing(said) else ("GO", 0)), said
        else:
            assert done.returncode == 0, command
    assert (repository / ".gonogo" / "out" / "report.html").exists()


def refusing(said: dict[str, Any]) -> set[str]:
    """Return the rules that stand against a release."""
    return {
        rule["id"] for rule in said["rules"] if rule["severity"] == "blocker" and rule["outcome"] == "failed"
    }
