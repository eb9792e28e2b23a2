"""A wheel of this checkout, another team's repository, and a smoke of a service by the command."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from benchmarks.front import fronted
from benchmarks.release import released
from gonogo.core.discover import discover
from gonogo.proofs.lock import proofs
from selftests.gate import ROOT, environment
from selftests.test_smoke import PRIVATE


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of this checkout, built as `make wheel` does."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(ROOT)],
        check=True, timeout=120,
    )  # fmt: skip
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Another team's repository, with a blank in its name."""
    root = tmp_path / "a team"
    (root / ".git").mkdir(parents=True)
    (root / "gonogo.yaml").write_text((ROOT / "release.yaml").read_text())
    return root


def run(
    words: list[str], folder: Path, more: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        words, cwd=folder, env=environment() | (more or {}), capture_output=True, text=True, timeout=120,
        check=False,
    )  # fmt: skip


@contextmanager
def service() -> Iterator[tuple[str, str]]:
    """The reference service behind what closes its private paths, and a replica of it."""
    with released() as release, fronted(release, PRIVATE) as (url, _), fronted(release) as (replica, _):
        yield url, replica


def smoked(commands: Path, repository: Path) -> subprocess.CompletedProcess[str]:
    """A smoke of the reference service by the command in a folder, in a part of the repository; it is GO."""
    (repository / "sub").mkdir()
    with service() as (url, replica):
        words = [str(commands / "gonogo"), "smoke", url, f"--replica={replica}", "--format=json"]
        done = run(words, repository / "sub")
    verdict = json.loads(done.stdout)
    assert (verdict["verdict"], done.returncode) == ("GO", 0), done.stderr
    assert verdict == json.loads((repository / ".gonogo" / "out" / "verdict.json").read_text())
    here = {rule.id: list(proofs(rule)) for rule in discover()}
    assert {rule["id"]: rule["proven_by"] for rule in verdict["rules"]} == {
        rule["id"]: here[rule["id"]] for rule in verdict["rules"]
    }
    return done
