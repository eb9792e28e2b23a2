"""The action for other repositories, run by act as a code host runs it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from gonogo.home import ROOT
from selftests.shop import CONTRACT, served

ACTION = ".github/actions/verify"
WORKFLOW = """on: push
jobs:
  gate:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - {id: good, uses: example/gonogo/.github/actions/verify@v0, with: {target: "URL", gates: smoke}}
      - id: bad
        continue-on-error: true
        uses: example/gonogo/.github/actions/verify@v0
        with: {target: "URL", gates: smoke, contract: promises more.yaml}
      - run: echo "good $GOOD, bad $BAD"
        env:
          GOOD: ${{ steps.good.outputs.verdict }}
          BAD: ${{ steps.bad.outputs.verdict }} ${{ steps.bad.outcome }}
"""
KEEPS = """name: upload-artifact
inputs: {name: {required: true}, path: {required: true}, include-hidden-files: {required: false}}
runs:
  using: composite
  steps:
    - shell: sh
      run: ls "$FOLDER" | sed 's/^/kept /'
      env: {FOLDER: "${{ inputs.path }}"}
"""


@pytest.fixture
def shop() -> Iterator[str]:
    with served() as url:
        yield url


@pytest.fixture
def action(tmp_path: Path) -> Path:
    """The repository as a code host gives it out: what is tracked, and nothing that lies beside it."""
    folder = tmp_path / "gonogo"
    folder.mkdir()
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True).stdout
    copy = ["tar", "--create", "--null", "--no-recursion", "--files-from=-"]
    archive = subprocess.run(copy, cwd=ROOT, check=True, capture_output=True, input=listed).stdout
    subprocess.run(["tar", "--extract"], cwd=folder, check=True, input=archive)
    return folder


def test_a_workflow_goes_on_where_the_release_is_good_and_keeps_the_reports_where_not(
    shop: str, action: Path, tmp_path: Path
) -> None:
    consumer, keeper = tmp_path / "consumer", tmp_path / "keeper"
    (consumer / ".github" / "workflows").mkdir(parents=True)
    keeper.mkdir()
    (consumer / ".github" / "workflows" / "release.yml").write_text(WORKFLOW.replace("URL", shop))
    (consumer / "gonogo.yaml").write_text(CONTRACT)
    (consumer / "promises more.yaml").write_text(CONTRACT + "  readiness: {path: /ready, body: text}\n")
    (keeper / "action.yml").write_text(KEEPS)
    _commit(consumer)
    said = _act(consumer, {"example/gonogo@v0": action, _uploader(action): keeper}, tmp_path)
    assert "good GO, bad NO-GO failure" in said
    assert {"verdict.json", "report.html", "junit.xml", "evidence"} <= set(re.findall(r"kept (\S+)", said))
    assert "Job succeeded" in said


def _commit(folder: Path) -> None:
    """Make it a repository: act asks git which commit it runs."""
    who = ["-c", "user.name=somebody", "-c", "user.email=somebody@example.com"]
    for words in (["init", "--quiet"], ["add", "--all"], [*who, "commit", "--quiet", "--message=release"]):
        subprocess.run(["git", *words], cwd=folder, check=True, timeout=30)


def _uploader(action: Path) -> str:
    """Return the other action that ours uses, as it is pinned there."""
    steps = yaml.safe_load((action / ACTION / "action.yml").read_text())["runs"]["steps"]
    return next(str(step["uses"]) for step in steps if "uses" in step)


def _pip_cache() -> str:
    asked = [sys.executable, "-m", "pip", "cache", "dir", "--disable-pip-version-check"]
    return subprocess.run(asked, capture_output=True, text=True, check=True, timeout=60).stdout.strip()


def _act(folder: Path, repositories: dict[str, Path], home: Path) -> str:
    command = [str(Path(sys.prefix) / "bin" / "act"), "push", "--platform=ubuntu-latest=-self-hosted"]
    command += [f"--local-repository={name}={path}" for name, path in repositories.items()]
    command += [f"--env=PIP_CACHE_DIR={_pip_cache()}"]  # the set-up has fetched the same packages
    environment = os.environ | {"HOME": str(home), "XDG_CACHE_HOME": str(home / "cache")}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=400
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
