"""Have the servers: each origin once, by its lock; where that cannot be, the reason why."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from gonogo.cleanup.engine import available
from park import children, place
from park.server import Origin
from proving import installing

ASK_SECONDS = 20.0
PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy")
"""Known to every builder without a declaration, and kept out of an image's history."""


def lacking(origins: Iterable[Origin]) -> dict[Origin, str]:
    """Install what is asked for and return, for each origin that cannot be had, why."""
    place.OUT.mkdir(parents=True, exist_ok=True)
    found = {origin: _WAYS[origin]() for origin in origins}
    return {origin: reason for origin, reason in found.items() if reason}


def _pypi() -> str:
    return installing.once(place.VENV, place.content_hash(place.LOCK), _venv)


def _venv(log: Path) -> str:
    pip = str(place.VENV / "bin" / "pip")
    hashed = (*installing.PIP_HASHED, "--requirement", str(place.LOCK))
    return _step(log, sys.executable, "-m", "venv", str(place.VENV)) or _step(
        log, pip, "install", "--quiet", "--disable-pip-version-check", *hashed
    )


def _npm() -> str:
    if reason := installing.node(children.run, place.OUT / "node.log"):
        return reason
    locked = [place.HERE / "npm" / name for name in ("package.json", "package-lock.json")]
    return installing.once(place.NODE, place.content_hash(*locked), lambda log: _modules(log, locked))


def _modules(log: Path, locked: list[Path]) -> str:
    place.NODE.mkdir()
    for path in locked:
        shutil.copy(path, place.NODE)
    return _step(log, *installing.NPM_CI, folder=place.NODE)


def _debian() -> str:
    if not available():
        return "there is no container engine"
    if _has(place.image()):
        return ""
    build = ["docker", "build", "--force-rm", "--tag", place.image()]
    build += [word for name in PROXIES if os.environ.get(name) for word in ("--build-arg", name)]
    return _step(place.OUT / "image.log", *build, str(place.HERE / "image"))


def _has(reference: str) -> bool:
    asked = ["docker", "image", "inspect", "--format", "{{.Id}}", reference]
    try:
        return not subprocess.run(asked, capture_output=True, check=False, timeout=ASK_SECONDS).returncode
    except subprocess.TimeoutExpired:
        return False


_WAYS: dict[Origin, Callable[[], str]] = {Origin.PYPI: _pypi, Origin.NPM: _npm, Origin.DEBIAN: _debian}


def _step(log: Path, *command: str, folder: Path = place.ROOT) -> str:
    return installing.step(children.run, log, *command, folder=folder)
