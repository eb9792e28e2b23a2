"""The gate on a server, as a user runs it, and what it said."""

from __future__ import annotations

import json
import shutil
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from park import children
from park.server import Running
from proving.installing import tail

RUN_SECONDS = 120.0
DRAFT_SECONDS = 60.0


@dataclass(frozen=True)
class Said:
    """One verdict: GO, NO-GO, HOLD or *none*; who refused, who only advised, and why it is not GO."""

    verdict: str
    refused_by: tuple[str, ...] = ()
    advised_by: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Drafted(Said):
    """What was said by a drafted contract; ``seconds`` are those of `gonogo init`, as a user waits for it."""

    seconds: float = 0.0


def verify(
    target: str,
    contract: Path,
    out: Path,
    options: Sequence[str] = (),
    environment: Mapping[str, str] | None = None,
    seconds: float = RUN_SECONDS,
) -> Said:
    """Judge a server by all that its contract promises and the target, a URL or `compose`, makes possible."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    words = ("-m", "gonogo.fixtures.hold", "suites", f"--target={target}", f"--contract={contract}")
    more = [option.replace("{url}", target) for option in options]
    command = [sys.executable, *words, f"--out={out}", *more]
    children.run(command, out / "output.txt", seconds, environment=environment)
    return said(out / "verdict.json")


def draft(running: Running, out: Path) -> Drafted:
    """Let the gate draft a contract from a look at the server, and smoke it with that."""
    out.mkdir(parents=True, exist_ok=True)
    contract, log = out / "draft.yaml", out / "draft.txt"
    words = (
        sys.executable,
        "-m",
        "gonogo",
        "init",
        running.url,
        f"--out={contract}",
        "--force",
        "--no-compose",
    )
    managed = (f"--managed={each}" for each in running.managed)
    began = time.monotonic()
    status = children.run((*words, *managed), log, DRAFT_SECONDS)
    seconds = round(time.monotonic() - began, 1)
    if status != 0:
        return Drafted("none", reasons=(tail(log),), seconds=seconds)
    judged = verify(running.url, contract, out / "smoke", ("-m", "smoke"))
    return Drafted(judged.verdict, judged.refused_by, judged.advised_by, judged.reasons, seconds)


def said(file: Path) -> Said:
    """Read a verdict; *none* where a run left none."""
    if not file.exists():
        return Said("none", reasons=("the run left no verdict",))
    document = json.loads(file.read_text(encoding="utf-8"))
    blocking, advising = ([r for r in document["rules"] if _blocks(r) is kind] for kind in (True, False))
    return Said(
        document["verdict"],
        tuple(rule["id"] for rule in blocking if rule["outcome"] == "failed"),
        tuple(rule["id"] for rule in advising if rule["outcome"] == "failed"),
        tuple(_told(rule) for rule in blocking if rule["outcome"] not in ("passed", "waived"))
        or tuple(document["reasons"] if document["verdict"] != "GO" else ()),
    )


def _blocks(rule: dict[str, Any]) -> bool:
    return bool(rule["severity"] == "blocker")


def _told(rule: dict[str, Any]) -> str:
    """Say why in one line: the rule, what became of it, and its first problem or reason."""
    problem = next(iter(rule["problems"]), None)
    why = f"{problem['where']}: expected {problem['expected']}, got {problem['observed']}" if problem else ""
    return f"{rule['id']} {rule['outcome']}: {why or rule['cause'] or rule['reason']}"[:400]
