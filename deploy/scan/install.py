"""The scanners, by lock and hash, in an environment of their own: once, whole or not at all."""

from __future__ import annotations

import hashlib
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from deploy.scan import place
from deploy.setup.commands import Work, work
from deploy.setup.engine import install_packages, survey
from deploy.setup.packages import authorities
from deploy.setup.steps import SetupError, say

_SECONDS = 600.0
_PINS = ("package.json", "package-lock.json")


def provide() -> dict[str, str]:
    """Install what is not there as locked; return, for each half that cannot be had, why."""
    halves = {"python": _python, "node": _node}
    return {name: why for name, install in halves.items() if (why := _tried(install))}


def programs() -> Path:
    """Return the folder of the Python packages' programs."""
    return place.TOOLS / "python" / "bin"


def actionlint() -> Path:
    """Return actionlint's package."""
    return place.TOOLS / "node" / "node_modules" / "@tktco" / "node-actionlint"


def _tried(install: Callable[[], None]) -> str:
    try:
        install()
    except SetupError as problem:
        return str(problem).splitlines()[0]
    return ""


def _python() -> None:
    folder = place.TOOLS / "python"
    if not _begins(folder, wanted := _hash(place.LOCK)):
        return
    made = (sys.executable, "-m", "venv", str(folder))
    work(Work("scanners", "making an environment", made, _SECONDS))
    hashed = ("--quiet", "--disable-pip-version-check", "--require-hashes", "--only-binary", ":all:")
    pip = (str(folder / "bin" / "pip"), "install", *hashed, "--requirement", str(place.LOCK))
    work(Work("scanners", "installing requirements/scan.lock", pip, _SECONDS, environment=authorities()))
    _ends(folder, wanted, "installed from requirements/scan.lock")


def _node() -> None:
    pins = [place.NPM / name for name in _PINS]
    folder = place.TOOLS / "node"
    if not _has_node():
        machine = survey()
        if not (machine.root and machine.apt):
            raise SetupError("there is no Node.js with npm on this machine: install them, then try again")
        install_packages("actionlint", ("nodejs", "npm"))
    if not _begins(folder, wanted := _hash(*pins)):
        return
    folder.mkdir(parents=True)
    for path in pins:
        shutil.copy(path, folder)
    npm = ("npm", "ci", "--prefix", str(folder), "--ignore-scripts", "--no-audit", "--no-fund")
    work(Work("actionlint", "installing actionlint", npm, _SECONDS))
    _ends(folder, wanted, "installed actionlint from its lock")


def _has_node() -> bool:
    return shutil.which("node") is not None and shutil.which("npm") is not None


def _hash(*paths: Path) -> str:
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths) + sys.version.encode()).hexdigest()


def _begins(folder: Path, wanted: str) -> bool:
    """Whether there is something to install; a half of it is never taken."""
    mark = folder / "installed"
    if mark.exists() and mark.read_text() == wanted:
        return False
    shutil.rmtree(folder, ignore_errors=True)
    return True


def _ends(folder: Path, wanted: str, done: str) -> None:
    (folder / "installed").write_text(wanted)
    say("scanners", done)
