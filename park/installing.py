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
from park.application import Application, Image, Kind
from park.processes import revision
from park.server import Origin
from proving import installing

ASK_SECONDS = 20.0
BASE = "gonogo/base:trixie"
"""On which the set-up's own images stand."""
_STACK_IMAGES = ("GONOGO_POSTGRES_IMAGE", "GONOGO_VALKEY_IMAGE")
PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy")
"""Known to every builder without a declaration, and kept out of an image's history."""


def lacking(origins: Iterable[Origin]) -> dict[Origin, str]:
    """Install what is asked for and return, for each origin that cannot be had, why."""
    place.OUT.mkdir(parents=True, exist_ok=True)
    found = {origin: _WAYS[origin]() for origin in origins}
    return {origin: reason for origin, reason in found.items() if reason}


def lacks(application: Application) -> str:
    """Install an application's packages by its own lock, or build its images; why not, or nothing."""
    place.OUT.mkdir(parents=True, exist_ok=True)
    folder, source = place.OUT / application.name, place.APPS / application.name
    if application.kind is Kind.COMPOSE:
        return _images(application)
    if application.kind is Kind.PYTHON:
        lock = source / "requirements.txt"
        return installing.once(folder, place.content_hash(lock), lambda log: _venv(log, folder, lock))
    if shutil.which("npm") is None and (reason := installing.node(children.run, place.OUT / "node.log")):
        return reason
    locked = [source / name for name in ("package.json", "package-lock.json")]
    return installing.once(folder, place.content_hash(*locked), lambda log: _modules(log, folder, locked))


def _images(application: Application) -> str:
    """Build the images that are absent; what is there the gate itself compares with its sources."""
    if not available():
        return "there is no container engine"
    if unset := [name for name in _STACK_IMAGES if not os.environ.get(name)]:
        return f"{unset[0]} is not set: `make park` sets it, as its set-up built it"
    absent = [image for image in application.images if not _has(image.tag)]
    return next(filter(None, map(_image, absent)), "")


def _image(image: Image) -> str:
    stated = {"BASE": BASE} | ({image.revision: revision()} if image.revision else {})
    arguments = [word for name, value in stated.items() for word in ("--build-arg", f"{name}={value}")]
    return _built(image.tag, place.APPS / image.folder, *arguments)


def _pypi() -> str:
    return installing.once(
        place.VENV, place.content_hash(place.LOCK), lambda log: _venv(log, place.VENV, place.LOCK)
    )


def _venv(log: Path, folder: Path, lock: Path) -> str:
    pip = str(folder / "bin" / "pip")
    hashed = (*installing.PIP_HASHED, "--requirement", str(lock))
    return _step(log, sys.executable, "-m", "venv", str(folder)) or _step(
        log, pip, "install", "--quiet", "--disable-pip-version-check", *hashed
    )


def _npm() -> str:
    if reason := installing.node(children.run, place.OUT / "node.log"):
        return reason
    locked = [place.HERE / "npm" / name for name in ("package.json", "package-lock.json")]
    return installing.once(
        place.NODE, place.content_hash(*locked), lambda log: _modules(log, place.NODE, locked)
    )


def _modules(log: Path, folder: Path, locked: list[Path]) -> str:
    folder.mkdir()
    for path in locked:
        shutil.copy(path, folder)
    return _step(log, *installing.NPM_CI, "--omit=dev", folder=folder)


def _debian() -> str:
    if not available():
        return "there is no container engine"
    if _has(place.image()):
        return ""
    return _built(place.image(), place.HERE / "image")


def _built(tag: str, folder: Path, *arguments: str) -> str:
    """Build an image; why that failed, or nothing."""
    build = ["docker", "build", "--force-rm", "--tag", tag, *arguments]
    build += [word for name in PROXIES if os.environ.get(name) for word in ("--build-arg", name)]
    return _step(place.OUT / "image.log", *build, str(folder))


def _has(reference: str) -> bool:
    asked = ["docker", "image", "inspect", "--format", "{{.Id}}", reference]
    try:
        return not subprocess.run(asked, capture_output=True, check=False, timeout=ASK_SECONDS).returncode
    except subprocess.TimeoutExpired:
        return False


_WAYS: dict[Origin, Callable[[], str]] = {Origin.PYPI: _pypi, Origin.NPM: _npm, Origin.DEBIAN: _debian}


def _step(log: Path, *command: str, folder: Path = place.ROOT) -> str:
    return installing.step(children.run, log, *command, folder=folder)
