"""Tools that looked, and reports as the tools really wrote them (native/)."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from deploy.scan.model import Canary, Coverage, Data, Finding, Level, Looked, with_fingerprints
from deploy.scan.waivers import Waiver

NOW = dt.datetime(2026, 11, 27, 2, tzinfo=dt.UTC)
FOUND = Finding("bandit", "B602", "app/main.py", 7, Level.ERROR, "shell=True", "call(words, shell=True)")
LOOKED = Looked(
    tool="bandit",
    version="1.9.4",
    canaries=(Canary("B602 in a planted file", reported=True),),
    coverage=Coverage("Python files", 2, 2),
    data=Data("its own rules", NOW - dt.timedelta(days=3), 180.0),
    native="native/bandit.json",
    findings=(),
)


def native(name: str) -> Any:
    """Return what a tool once wrote."""
    return json.loads((Path(__file__).parent / "native" / name).read_text(encoding="utf-8"))


def finding(**changes: Any) -> Finding:
    """Return the finding with its fingerprint, otherwise than it is."""
    return with_fingerprints([replace(FOUND, **changes)])[0]


def looked(*findings: Finding, **changes: Any) -> Looked:
    """Return the tool with its findings, otherwise than it is."""
    return replace(LOOKED, findings=findings or (), **changes)


def waiver(**changes: Any) -> Waiver:
    """Return a waiver of the finding, otherwise than it is."""
    facts: dict[str, Any] = {
        "tool": "bandit",
        "rule": "B602",
        "place": "app/main.py",
        "owner": "the maintainers",
        "reason": "the words are ours alone",
        "expires": dt.date(2027, 1, 31),
    }
    return Waiver(**(facts | changes))
