"""Run the gate as a user does, in a process of its own, on the release of a few routes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gonogo.network import without_network

ROOT = Path(__file__).resolve().parents[1]
SECRET = "GONOGO_TRIED_KEY"


@dataclass(frozen=True)
class Ended:
    """A run of the gate that has ended."""

    status: int
    output: str
    out: Path

    @property
    def verdict(self) -> dict[str, Any]:
        """What verdict.json says."""
        said: dict[str, Any] = json.loads((self.out / "verdict.json").read_text())
        return said

    @property
    def outcomes(self) -> dict[str, str]:
        """Outcome by rule."""
        return {rule["id"]: rule["outcome"] for rule in self.verdict["rules"]}


def contract(folder: Path, fault: str = "", **sections: Any) -> Path:
    """Write a contract for the release of a few routes; returns its path."""
    data = {
        "service": "tried",
        "identity": {"path": "/version", "revision": "revision", "nonce_header": "X-Request-ID"},
        "health": {"liveness": {"path": "/live"}, "readiness": {"path": "/ready"}},
        "deployment": {
            "ready": "/",
            "generated": [SECRET],
            "local": {
                "command": ["{python}", "-m", "selftests.service", "{port}", fault],
                "environment": {"PYTHONPATH": str(ROOT), "KEY": f"${{{SECRET}}}"},
            },
        },
    }
    path = folder / "release.yaml"
    path.write_text(json.dumps(data | sections))
    return path


def command(path: Path, *words: str, out: Path | None = None) -> list[str]:
    """Return the words that run the gate on a contract."""
    folder = out or path.parent / "out"
    return [sys.executable, "-m", "pytest", "suites", f"--contract={path}", f"--out={folder}", *words]


def start(path: Path, *words: str) -> subprocess.Popen[str]:
    """Start the gate in a session of its own, so that signals reach it alone."""
    return subprocess.Popen(
        command(path, *words), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env=environment(), start_new_session=True,
    )  # fmt: skip


def ended(path: Path, *words: str, seconds: float = 120.0) -> Ended:
    """Run the gate to its end."""
    process = start(path, *words)
    output, _ = process.communicate(timeout=seconds)
    return Ended(process.returncode, output, path.parent / "out")


def environment() -> dict[str, str]:
    """Return this process's environment without the run that it may belong to, nor proxies and CAs."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GONOGO_RUN")}
    return without_network(kept)


def processes_of(run: str) -> list[str]:
    """Return the command lines of all processes whose environment holds a run's id."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if f"GONOGO_RUN={run}".encode() in (entry / "environ").read_bytes():
                found.append((entry / "cmdline").read_text().replace("\0", " "))
        except OSError:
            continue  # it ended while we looked
    return found
