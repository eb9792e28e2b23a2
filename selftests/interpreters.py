"""Other Pythons of this machine, and what a smoke needs under one of them, by lock and hash."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from selftests.gate import ROOT

OTHERS = ("3.12", "3.13")
LOCK = ROOT / "requirements" / "gate.lock"
_ENTRY = re.compile(r"^([A-Za-z0-9][\w.-]*)==(?:.*\\\n)+.*\n", re.MULTILINE)


def find(version: str) -> Path | None:
    """Return an interpreter of a version that runs: by its name, or one of pyenv's."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    named = shutil.which(f"python{version}")
    found = [*([Path(named)] if named else []), *sorted(pyenv.glob(f"{version}.*/bin/python"))]
    return next((path for path in found if _version(path).startswith(f"{version}.")), None)


def _version(python: Path) -> str:
    words = [str(python), "-c", "import platform, venv; print(platform.python_version())"]
    done = subprocess.run(words, capture_output=True, text=True, timeout=30, check=False)
    return done.stdout.strip() if done.returncode == 0 else ""


def smoke_lock() -> dict[str, str]:
    """Return each package that the wheel needs without an extra, and its entry of the lock, with hashes."""
    entries = {canonicalize_name(entry[1]): entry[0] for entry in _ENTRY.finditer(LOCK.read_text())}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    waiting, found = [Requirement(one) for one in project["dependencies"]], dict[str, str]()
    seen: set[tuple[str, str]] = set()
    while waiting:
        one = waiting.pop()
        for extra in ("", *one.extras):
            if (one.name, extra) not in seen:
                seen.add((one.name, extra))
                found[canonicalize_name(one.name)] = entries[canonicalize_name(one.name)]
                waiting += [below for below in _below(one.name) if _is_wanted(below, extra)]
    return found


def _below(name: str) -> list[Requirement]:
    return [Requirement(one) for one in requires(name) or ()]


def _is_wanted(requirement: Requirement, extra: str) -> bool:
    return requirement.marker is None or requirement.marker.evaluate({"extra": extra})


def install(python: Path, lock: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Install wheels of a lock for an interpreter, or only look them up; nothing is built."""
    command = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps"]
    command += ["--only-binary=:all:", "--require-hashes", f"--requirement={lock}", *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
