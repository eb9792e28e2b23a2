"""The release's latency on staging beside what the release before had there: a change for the worse is told.

What is compared is the median over the seconds of a measurement, so that one stall of the machine decides
nothing. A change counts where it is a half more and more than any user could blame on the network.
"""

from __future__ import annotations

import json
import statistics
from pathlib import Path
from typing import Any

from deploy.pipeline.outcome import RefusedError, StepError
from deploy.pipeline.place import Place, Release
from deploy.pipeline.staging import judge
from deploy.setup.commands import ROOT
from gonogo.instruments.once import write_atomically

_RATIO, _SECONDS = 1.5, 0.005
_QUANTILES = ("p50_seconds", "p95_seconds")


def compare(place: Place, release: Release) -> str:
    """Measure, compare with the release before, and keep what was measured for the next; RefusedError."""
    said = judge(place, release, "latency")
    now = of_verdict(json.loads((ROOT / "reports/out" / place.name / "verdict.json").read_text()))
    kept = place.folder / "latency.json"
    before = _read(kept)
    if slower := told(before, now):
        raise RefusedError(f"slower than the release before: {slower}")
    write_atomically(kept, json.dumps(now))
    return f"{said}; {_beside(before, now)}"


def of_verdict(verdict: dict[str, Any]) -> dict[str, float]:
    """Return each quantile's median over the seconds that count, of a verdict that measured."""
    rows = [
        row
        for rule in verdict["rules"]
        if rule["id"] == "latency/p95-within-budget"
        for row in rule["evidence"].get("timeline", {}).get("rows", ())
        if row["second"] >= 0  # before that it warms up
    ]
    if not rows:
        raise StepError("the verdict on staging holds no latencies: nothing can be compared")
    return {name: statistics.median(row[name] for row in rows) for name in _QUANTILES}


def told(before: dict[str, float], now: dict[str, float]) -> str:
    """Return what became slower by how much, empty where nothing did."""
    worse = [
        f"{name.removesuffix('_seconds')} {was * 1000:.1f} ms before, {now[name] * 1000:.1f} ms now"
        for name, was in before.items()
        if now[name] > was * _RATIO and now[name] > was + _SECONDS
    ]
    return ", ".join(worse)


def _beside(before: dict[str, float], now: dict[str, float]) -> str:
    if not before:
        return "no release before this one was measured: what comes next is compared with it"
    return ", ".join(
        f"{name.removesuffix('_seconds')} {now[name] / was:.2f} of the release before"
        for name, was in before.items()
    )


def _read(path: Path) -> dict[str, float]:
    try:
        kept: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return kept
