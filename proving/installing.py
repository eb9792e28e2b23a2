"""Have what others made, by lock and hash, in a folder of its own: once, whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from gonogo.proofs.sources import ROOT

INSTALL_SECONDS = 600.0
MARK = "installed"
NPM_CI = ("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
PIP_HASHED = ("--require-hashes", "--only-binary", ":all:", "--no-deps")
"""A lock names all there is, so that nothing is looked for beside it."""
_TAIL_LINES = 6
Run = Callable[[Sequence[str], Path, float, Path], int | None]
"""Runs a command to its end, its output into a file, within seconds, in a folder; None where it was late."""


def once(folder: Path, wanted: str, install: Callable[[Path], str]) -> str:
    """Install into a folder unless its mark says that just this is there; a half of it is never taken."""
    mark = folder / MARK
    if mark.exists() and mark.read_text() == wanted:
        return ""
    shutil.rmtree(folder, ignore_errors=True)
    if reason := install(folder.with_name(f"{folder.name}.log")):
        return reason
    mark.write_text(wanted)
    return ""


def step(run: Run, log: Path, *command: str, folder: Path = ROOT) -> str:
    """Run one step of an installation; why it failed, or nothing."""
    print(f"  {' '.join(command)[:100]}", flush=True)
    status = run(command, log, INSTALL_SECONDS, folder)
    if status == 0:
        return ""
    ended = "was not done in time" if status is None else f"ended with {status}"
    return f"`{' '.join(command[:3])} …` {ended}: {tail(log)}"


def node(run: Run, log: Path) -> str:
    """Install Node.js and npm as the set-up installs Python, where we may; else why they are not there."""
    if shutil.which("npm") is not None:
        return ""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return "there is no npm on this machine: install it, then try again"
    return step(run, log, "apt-get", "update", "-qq") or step(
        run, log, "apt-get", "install", "-qq", "--yes", "--no-install-recommends", "nodejs", "npm"
    )


def tail(output: Path) -> str:
    """Return the last lines that a process said, in one."""
    lines = [line.strip() for line in output.read_text(errors="replace").splitlines() if line.strip()]
    return " | ".join(lines[-_TAIL_LINES:])
