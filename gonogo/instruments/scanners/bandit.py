"""Run bandit. It ends with 0 on what it cannot read and on what is not there: its report alone counts."""

from __future__ import annotations

import json
import logging
import re
import subprocess
import sys
import warnings
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from gonogo.instruments.errors import TargetError, need
from gonogo.instruments.scanners.environment import environment

_SECONDS = 240.0
_NOSEC = re.compile(r"#\s*nosec", re.IGNORECASE)  # bandit takes small letters alone, a reader all of them


def silences_everything(comment: str) -> bool:
    """Whether a comment keeps all of bandit's tests from its line: it is a `nosec` that names none of them.

    What else stands in it is read by bandit itself: it overlooks each word that is no test's number or name,
    and a comment of such words alone silences every test.
    """
    if not _NOSEC.search(comment):
        return False
    return not _reader()(_NOSEC.sub("# nosec", comment, count=1))


@cache
def _reader() -> Callable[[str], set[str] | None]:
    """Return bandit's own reading of a comment: the tests that it silences, none where it is all of them."""
    need("scan")
    with warnings.catch_warnings(action="ignore"):  # of what it loads its tests with
        from bandit.core.manager import _parse_nosec_comment  # noqa: PLC0415 - of an extra

    logging.getLogger("bandit.core.manager").setLevel(logging.ERROR)  # each unknown word is a warning there
    read: Callable[[str], set[str] | None] = _parse_nosec_comment
    return read


def run_bandit(places: Sequence[Path], scratch: Path) -> dict[str, Any]:
    """Return bandit's report on every file and folder; TargetError where it left none.

    An empty file of settings is named, or one that lies in a scanned folder could leave tests out. Nothing is
    excluded, or `.git` anywhere in a path, as in `team.github.io`, would leave out all that is below it.
    """
    need("scan")
    settings, report = scratch / "settings.ini", scratch / "report.json"
    settings.write_text("[bandit]\n", encoding="utf-8")
    command = [sys.executable, "-m", "bandit", "--quiet", "--recursive", "--ini", str(settings)]
    command += ["--exclude", str(scratch / "nothing")]
    command += ["--format", "json", "--output", str(report), *map(str, places)]
    done = subprocess.run(
        command, env=environment(HOME=str(scratch)), cwd=scratch, capture_output=True, text=True,
        timeout=_SECONDS, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        said = (done.stderr or done.stdout).strip()[-500:]
        raise TargetError(f"bandit left no report (exit {done.returncode}): {said}") from None
    return found
