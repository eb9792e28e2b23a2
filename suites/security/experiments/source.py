"""Scan the release's source together with something that is known to be bad."""

from __future__ import annotations

import io
import tempfile
import tokenize
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from gonogo.contract.security import CodeScan
from gonogo.instruments.own_files import own_files
from gonogo.instruments.scanners.bandit import run_bandit, silences_everything
from gonogo.suites.security.observations.canary import Canary
from gonogo.suites.security.observations.source import Silenced, SourceScan, Unread, Weakness
from gonogo.targets.base import Target

_BAD_SOURCE = """import pickle
import subprocess


def run(words, stream):
    subprocess.call("ls " + words, shell=True)
    return pickle.load(stream)
"""
_BAD_TESTS = ("B602", "B301")


def scan_the_source(target: Target, code: CodeScan) -> SourceScan:
    """Run bandit over every file of the promised folders, and the canary, in one go."""
    source = target.source
    files = [path for path in own_files(source / name for name in code.paths) if path.suffix == ".py"]
    with tempfile.TemporaryDirectory(prefix="gonogo-scan-") as name:
        canary = Path(name) / "canary"
        canary.mkdir()
        (canary / "bad.py").write_text(_BAD_SOURCE, encoding="utf-8")
        report = run_bandit([*files, canary], Path(name))
    found = [weakness(one, source) for one in report["results"]]
    read = [path for path in report["metrics"] if path != "_totals"]
    reported = {one.test for one in found if _inside(one.file, canary)}
    return SourceScan(
        files=tuple(_relative(path, source) for path in files),
        read=tuple(_relative(path, source) for path in read if not _inside(path, canary)),
        unread=tuple(Unread(_relative(one["filename"], source), one["reason"]) for one in report["errors"]),
        weaknesses=tuple(one for one in found if not _inside(one.file, canary)),
        silenced=tuple(one for path in files for one in silenced(path, source)),
        canaries=tuple(Canary(test, test in reported) for test in _BAD_TESTS),
    )


def weakness(one: dict[str, Any], source: Path) -> Weakness:
    """Keep of a finding of bandit what is judged and told."""
    levels = str(one["issue_severity"]).lower(), str(one["issue_confidence"]).lower()
    where = _relative(one["filename"], source)
    return Weakness(where, int(one["line_number"]), str(one["test_id"]), *levels, str(one["issue_text"]))


def silenced(path: Path, source: Path) -> Iterator[Silenced]:
    """Find the comments that silence a line without naming a known test; an unreadable file has none."""
    with suppress(SyntaxError, tokenize.TokenError, UnicodeDecodeError):
        for token in tokenize.tokenize(io.BytesIO(path.read_bytes()).readline):
            if token.type == tokenize.COMMENT and silences_everything(token.string):
                yield Silenced(_relative(path, source), token.start[0], token.string)


def _relative(path: str | Path, source: Path) -> str:
    return str(Path(path).relative_to(source)) if Path(path).is_relative_to(source) else str(path)


def _inside(path: str, folder: Path) -> bool:
    return Path(path).is_relative_to(folder)
