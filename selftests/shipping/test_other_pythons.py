"""Installed from a wheel, the gate is the same under each Python that it names."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import warnings
from pathlib import Path

import pytest
from packaging.tags import compatible_tags, cpython_tags, platform_tags
from packaging.utils import parse_wheel_filename

from selftests.interpreters import OTHERS, find, install, smoke_lock
from selftests.wheels import repository, smoked, wheel

__all__ = ["repository", "wheel"]  # fixtures


@pytest.mark.parametrize("version", OTHERS)
def test_smoke_is_the_same_under_another_python(
    version: str, wheel: Path, repository: Path, tmp_path: Path
) -> None:
    python = find(version)
    if python is None:
        said = f"Python {version}: NOT TRIED, there is none on this machine"
        warnings.warn(said, stacklevel=1)
        pytest.skip(said)
    folder, lock = tmp_path / "venv", tmp_path / "smoke.lock"
    subprocess.run([str(python), "-m", "venv", "--without-pip", str(folder)], check=True, timeout=60)
    built = f"{wheel} --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n"
    lock.write_text("".join([*smoke_lock().values(), built]))
    done = install(folder / "bin" / "python", lock)
    assert done.returncode == 0, done.stderr
    smoked(folder / "bin", repository)
    warnings.warn(f"Python {version}: tried, {python}", stacklevel=1)


def test_everything_that_a_smoke_needs_has_a_wheel_for_python_3_14(tmp_path: Path) -> None:
    """By the wheels' tags, in the registry and by the lock's hashes: no such interpreter has to be here."""
    lock, report = tmp_path / "smoke.lock", tmp_path / "report.json"
    lock.write_text("".join(smoke_lock().values()))
    words = ("--dry-run", f"--target={tmp_path}", "--python-version=3.14", f"--report={report}")
    done = install(Path(sys.executable), lock, *words)
    assert done.returncode == 0, done.stderr
    urls = [one["download_info"]["url"] for one in json.loads(report.read_text())["install"]]
    wheels = {name: tags for name, *_, tags in (parse_wheel_filename(url.rsplit("/", 1)[1]) for url in urls)}
    assert wheels.keys() == smoke_lock().keys()
    taken = set(cpython_tags((3, 14), platforms=(platforms := list(platform_tags()))))
    taken |= set(compatible_tags((3, 14), platforms=platforms))
    assert [name for name, tags in wheels.items() if not tags & taken] == []
