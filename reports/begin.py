"""The HOLD with which a run replaces the verdict before it, written before anything else is loaded.

The standard library alone: `make` runs this with whatever Python there is, before pytest and its plugins.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import shutil
import tempfile
from pathlib import Path

VERDICT = "verdict.json"
OTHERS = ("report.html", "junit.xml", "summary.md", "results.sarif", "ctrf.json")
EVIDENCE = "evidence"
SCHEMA_VERSION = "1.0"
"""Of docs/verdict.schema.json: the first number changes where a reader of the former breaks."""

UNFINISHED = "the run did not finish: it is still at work, or it was killed"
_PASSWORD = re.compile(r"(?<=//)[^/?#]*@")


class NotWrittenError(Exception):
    """The folder for the reports cannot be written; one sentence, with what an older run left there."""


def begin(
    run: str, service: str, target: str, started: dt.datetime, directory: Path, reason: str = UNFINISHED
) -> Path:
    """Replace verdict.json by a HOLD and remove an older run's reports and evidence; NotWrittenError."""
    path = directory / VERDICT
    try:
        directory.mkdir(parents=True, exist_ok=True)
        replace(path, unfinished(run, service, target, started, reason))
        for name in OTHERS:
            (directory / name).unlink(missing_ok=True)
    except OSError as cause:
        raise not_written(directory, cause, run) from None
    shutil.rmtree(directory / EVIDENCE, ignore_errors=True)
    return path


def not_written(directory: Path, cause: OSError, run: str = "") -> NotWrittenError:
    """Withdraw what an older run left; say in one sentence what cannot be written and what is still there."""
    left = [name for name in (VERDICT, *OTHERS) if not _withdrawn(directory / name, run)]
    older = f"; OLDER REPORTS ARE STILL THERE AND ARE NOT THIS RUN'S: {', '.join(left)}" if left else ""
    why = cause.strerror or str(cause)
    return NotWrittenError(f"no report can be written to --out={directory}: {why}{older}")


def unfinished(run: str, service: str, target: str, started: dt.datetime, reason: str = UNFINISHED) -> str:
    """Return the HOLD that a run writes at its start, so that a killed run leaves no older verdict."""
    lists: dict[str, list[str]] = {k: [] for k in ("selected", "not_promised", "not_possible", "deselected")}
    document = {
        "schema_version": SCHEMA_VERSION,
        "verdict": "HOLD",
        "headline": "HOLD, 0 of 0 rules: did not finish",
        "reasons": [reason],
        "run": run,
        "service": service,
        "target": _PASSWORD.sub("", target),
        "subject": {"images": [], "revision": "", "version": "", "configuration": ""},
        "started": started.astimezone(dt.UTC).isoformat(),
        "seconds": 0.0,
        "scope": lists,
        "scope_reasons": {},
        "notes": [],
        "causes": [],
        "news": {},
        "rules": [],
    }
    return json.dumps(document, indent=2) + "\n"


def replace(path: Path, text: str) -> None:
    """Replace a file at once: a reader sees the old one whole, or the new one."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _withdrawn(path: Path, run: str) -> bool:
    """Remove what an older run left, or empty it; whether nothing of it is left."""
    if not os.path.lexists(path) or (run and _is_of(path, run)):
        return True
    for attempt in (path.unlink, lambda: path.write_bytes(b"")):
        try:
            attempt()
        except OSError:
            continue
        return True
    return False


def _is_of(path: Path, run: str) -> bool:
    try:
        return run in path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False
