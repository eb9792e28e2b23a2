"""Run a workflow by act on this machine, as a code host would, and read which step it ended at."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from deploy.pipeline.stand_ins import written

WORKFLOW = ".github/workflows/deploy.yml"
STAGES = {
    "Lint, format and types": "checks",
    "Unit tests": "tests",
    "Integration tests": "tests",
    "End to end": "tests",
    "Build and push": "build",
    "Fetch the database of advisories": "scan",
    "Fetch the deployed release's scan": "scan",
    "Scan": "scan",
    "Keep the scan": "scan",
    "Bring staging up": "staging",
    "Gate staging": "staging",
    "Compare the digest with the verified one": "digest",
    "Roll out, watched": "production",
    "Its scan is the next one's baseline": "production",
    "Compare with the release before": "performance",
    "Documentation is as the code generates it": "documents",
    "Release notes": "documents",
}
"""The stage that each step of the workflow belongs to."""
END = "the end"
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_DEADLINE_SECONDS = 2400.0
_ENDS_SECONDS = 60.0


@dataclass(frozen=True)
class Acted:
    """Where a run ended: a stage, or *the end*; and the last words of the step that failed."""

    stopped_at: str
    said: str


def act(tree: Path, variables: Mapping[str, str], log: Path, scanned: str = "") -> Acted:
    """Run the workflow on a tree's commit, one job at a time, each in a copy; log and artifacts are kept."""
    words = [str(Path(sys.prefix) / "bin" / "act"), "push", "--json", "--concurrent-jobs=1"]
    words += [f"--workflows={WORKFLOW}", *written(log.parent)]
    words += [f"--platform={label}=-self-hosted" for label in ("ubuntu-24.04", "self-hosted")]
    words += [f"--env={name}={value}" for name, value in variables.items()]
    words += [f"--env=KEPT={log.with_suffix('')}"]
    words += [f"--var=GONOGO_REGISTRY={variables['GONOGO_REGISTRY']}", f"--var=SCAN={scanned}"]
    with log.open("w", encoding="utf-8") as stream:
        process = subprocess.Popen(
            words,
            cwd=tree,
            env=os.environ | dict(variables),
            stdout=stream,
            stderr=stream,
            start_new_session=True,
        )
        try:
            process.wait(_DEADLINE_SECONDS)
        except subprocess.TimeoutExpired:
            return Acted("nowhere", f"not done after {_DEADLINE_SECONDS:g} s")
        finally:
            _end(process)
    return read(log.read_text(encoding="utf-8").splitlines(), process.returncode)


def read(lines: Iterable[str], status: int) -> Acted:
    """Find the first step that failed, among act's lines of JSON."""
    said: list[str] = []
    for line in lines:
        try:
            told = json.loads(line)
        except ValueError:
            said.append(line)
            continue
        if told.get("stepResult") == "failure":
            return Acted(
                STAGES.get(told.get("step", "").removeprefix("Main "), told.get("step", "?")), _last(said)
            )
        if told.get("raw_output"):
            said.append(str(told.get("msg", "")))
    return Acted(END if status == 0 else "nowhere", _last(said))


def _last(said: Iterable[str]) -> str:
    """Return the line that states the outcome, else the last one."""
    spoken = [plain for line in said if (plain := _COLOUR.sub("", line).strip())]
    stated = [
        line for line in spoken if line.startswith(("GO, ", "NO-GO, ", "HOLD, ", "FAILED", "refused, "))
    ]
    return (stated or spoken or ["it said nothing"])[-1][:300]


def _end(process: subprocess.Popen[bytes]) -> None:
    """Let it and its children end, then make them."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(_ENDS_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
