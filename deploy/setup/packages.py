"""The suite's Python packages in .venv, exactly as locked."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from deploy.setup.commands import ROOT, Work, work

LOCK = ROOT / "requirements" / "suite.lock"
SYSTEM_AUTHORITIES = Path("/etc/ssl/certs/ca-certificates.crt")


def fingerprint(lock: bytes, python: str) -> str:
    """What an installation is good for: this lock under this Python."""
    return hashlib.sha256(lock + python.encode()).hexdigest()


def install() -> str:
    """Install what the lock names, unless the stamp in .venv says that it was done."""
    stamp = Path(sys.prefix) / "suite.lock.sha256"
    wanted = fingerprint(LOCK.read_bytes(), sys.version)
    if stamp.exists() and stamp.read_text() == wanted:
        return "as locked"
    command = (
        sys.executable,
        "-m",
        "pip",
        "install",
        "--disable-pip-version-check",
        "--progress-bar=off",
        "--require-hashes",
        "--requirement",
        str(LOCK),
    )
    work(Work("packages", "installing requirements/suite.lock", command, 900, environment=authorities()))
    stamp.write_text(wanted)
    return "installed from requirements/suite.lock"


def authorities() -> dict[str, str]:
    """Name the system's authorities: an older pip knows only its own and fails behind an inspecting proxy."""
    return {"PIP_CERT": str(SYSTEM_AUTHORITIES)} if SYSTEM_AUTHORITIES.exists() else {}
