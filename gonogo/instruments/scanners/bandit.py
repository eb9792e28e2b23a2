"""Run bandit. It ends with 0 on what it cannot read and on what is not there: its report alone counts."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from gonogo.instruments.errors import TargetError, need
from gonogo.instruments.scanners.environment import environment

_SECONDS = 60.0


def run_bandit(folders: Sequence[Path], scratch: Path) -> dict[str, Any]:
    """Return bandit's report on every folder; TargetError where it left none.

    An empty file of settings is named, or one that lies in a scanned folder could leave tests out. Nothing is
    excluded, or `.git` anywhere in a path, as in `team.github.io`, would leave out all that is below it.
    """
    need("scan")
    settings, report = scratch / "settings.ini", scratch / "report.json"
    settings.write_text("[bandit]\n", encoding="utf-8")
    command = [sys.executable, "-m", "bandit", "--quiet", "--recursive", "--ini", str(settings)]
    command += ["--exclude", str(scratch / "nothing")]
    command += ["--format", "json", "--output", str(report), *map(str, folders)]
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
