"""Have a release as its lock says: in a folder of its own, far from the suite's own packages."""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

from gonogo.instruments.locks import LockHeldError, locked, machine
from proving import children, installing
from proving.gate import OUT
from proving.upstream.entries import Pair, Release

RELEASES = OUT.parent / "upstream" / "releases"
_PIP = (
    *("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-compile"),
    *("--retries", "1", "--timeout", "20"),
)
_NPM = ("--fetch-retries=1", "--fetch-timeout=20000")


def folder_of(pair: Pair, release: Release) -> Path:
    """Return where it lies: two releases with one lock share it."""
    content = hashlib.sha256(release.lock.read_bytes()).hexdigest()[:16]
    return RELEASES / f"{pair.registry.lower()}-{content}"


def lacking(pair: Pair, release: Release) -> str:
    """Install a release unless it is there; why it cannot be had, or nothing."""
    folder = folder_of(pair, release)
    RELEASES.mkdir(parents=True, exist_ok=True)
    way = _npm if pair.registry == "npm" else _pypi

    def install(log: Path) -> str:
        with machine(seconds=installing.INSTALL_SECONDS):  # whoever measures has it alone
            return way(log, folder, release.lock)

    try:
        with locked(folder.with_suffix(".lock")):  # several are had at a time, and may be one
            reason = installing.once(folder, folder.name, install)
    except LockHeldError as held:
        reason = str(held)
    return f"{pair.registry}, {pair.product} {release.version}: {reason}" if reason else ""


def _pypi(log: Path, folder: Path, lock: Path) -> str:
    words = ("--target", str(folder), "--requirement", str(lock))
    return installing.step(children.run, log, sys.executable, *_PIP, *installing.PIP_HASHED, *words)


def _npm(log: Path, folder: Path, lock: Path) -> str:
    with locked(RELEASES / "node.lock"):  # two releases at a time would install it twice
        if reason := installing.node(children.run, log):
            return reason
    folder.mkdir()
    content = lock.read_text(encoding="utf-8")
    (folder / "package-lock.json").write_text(content, encoding="utf-8")
    (folder / "package.json").write_text(json.dumps(package_of(content)), encoding="utf-8")
    return installing.step(children.run, log, *installing.NPM_CI, *_NPM, folder=folder)


def package_of(locked: str) -> dict[str, object]:
    """Return the package that a lock was made for: npm compares the two."""
    root = json.loads(locked)["packages"][""]
    return {"name": root["name"], "private": True, "dependencies": root["dependencies"]}
