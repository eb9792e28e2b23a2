"""bandit: weaknesses in Python source."""

from __future__ import annotations

import re
from importlib.metadata import version
from pathlib import Path
from typing import Any

from deploy.scan.model import Canary, Finding, Level, Looked
from deploy.scan.sources import files
from deploy.scan.work import Work
from deploy.setup.commands import ROOT
from gonogo.instruments.scanners.bandit import run_bandit

CANARY = """import pickle
import subprocess


def run(words, stream):
    subprocess.call("ls " + words, shell=True)
    return pickle.load(stream)
"""
KNOWN = ("B602", "B301")
_LEVELS = {"HIGH": Level.ERROR, "MEDIUM": Level.WARNING}
_NUMBERED = re.compile(r"^(\d+) ?(.*)$")


def scan(work: Work) -> Looked:
    """Scan the source that ships, and the canary with it."""
    source, folder = files(work.root, "python"), work.folder("bandit")
    planted = folder / "planted" / "bad.py"
    planted.parent.mkdir()
    planted.write_text(CANARY, encoding="utf-8")
    report = run_bandit([*(work.root / path for path in source.exist), planted], folder)
    found = findings(report, work.root)
    reported = {one.rule for one in found if one.place == str(planted)}
    return Looked(
        tool="bandit",
        version=version("bandit"),
        canaries=tuple(Canary(f"{rule} in a planted file", rule in reported) for rule in KNOWN),
        coverage=source.covered("Python files", read(report, work.root)),
        data=work.pinned(ROOT / "requirements" / "suite.lock"),
        native=work.keep("bandit.json", report),
        findings=tuple(one for one in found if one.place != str(planted)),
    )


def findings(report: dict[str, Any], root: Path) -> tuple[Finding, ...]:
    """Return what it found, canary and all. Its low severity advises."""
    return tuple(
        Finding(
            tool="bandit",
            rule=str(one["test_id"]),
            place=_relative(one["filename"], root),
            line=int(one["line_number"]),
            level=_LEVELS.get(one["issue_severity"], Level.NOTE),
            message=str(one["issue_text"]),
            content=_line(str(one["code"]), int(one["line_number"])),
        )
        for one in report["results"]
    )


def read(report: dict[str, Any], root: Path) -> set[str]:
    """Return the files that it read: it has figures of each, and no error."""
    unread = {one["filename"] for one in report["errors"]}
    return {_relative(path, root) for path in report["metrics"] if path not in unread}


def _line(code: str, number: int) -> str:
    """Return the line itself of the numbered lines around it."""
    matched = filter(None, map(_NUMBERED.match, code.splitlines()))
    return next((one[2].strip() for one in matched if int(one[1]) == number), code.strip())


def _relative(path: str, root: Path) -> str:
    return str(Path(path).relative_to(root)) if Path(path).is_relative_to(root) else path
