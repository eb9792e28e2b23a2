"""The gate as a container image: built from this checkout, and smoking a server on the host."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.setup import base
from gonogo.home import ROOT
from selftests.shop import CONTRACT, served

TAG = f"gonogo/gate:selftest-{os.getpid()}"


@pytest.fixture(scope="module")
def image() -> Iterator[str]:
    command = [
        "docker",
        "build",
        "--target=gate",
        f"--build-arg=BASE={base.reference()}",
        f"--tag={TAG}",
        ".",
    ]
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True, timeout=600)
    yield TAG
    subprocess.run(["docker", "image", "rm", "--force", TAG], check=False, capture_output=True, timeout=60)


@pytest.fixture
def shop() -> Iterator[str]:
    with served() as url:
        yield url


def run(image: str, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run it as this user, with a folder of the host as where it works."""
    user = f"--user={os.getuid()}:{os.getgid()}"
    command = ["docker", "run", "--rm", "--network=host", "--read-only", "--tmpfs=/tmp", user]
    command += [f"--volume={folder}:/work", image, *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def test_it_says_what_it_can_and_runs_as_nobody_of_importance(image: str, tmp_path: Path) -> None:
    asked = ["docker", "run", "--rm", "--entrypoint=id", image, "-u"]
    assert subprocess.run(asked, capture_output=True, text=True, check=True, timeout=60).stdout == "912\n"
    assert "gonogo COMMAND" in run(image, tmp_path).stdout


def test_smoke_of_a_server_on_the_host_leaves_its_verdict_in_the_users_folder(
    image: str, shop: str, tmp_path: Path
) -> None:
    (tmp_path / "gonogo.yaml").write_text(CONTRACT, encoding="utf-8")
    done = run(image, tmp_path, "smoke", shop)
    assert done.returncode == 0, done.stdout + done.stderr
    verdict = json.loads((tmp_path / ".gonogo" / "out" / "verdict.json").read_text(encoding="utf-8"))
    assert verdict["verdict"] == "GO"
    proven = {rule["id"]: rule["proven_by"] for rule in verdict["rules"]}
    assert all(proven[rule] for rule in verdict["scope"]["selected"]), proven
