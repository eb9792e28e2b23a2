"""load.jsonl: the loads of a folder, one line each, oldest first, with what makes two of them comparable."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import platform
from pathlib import Path
from typing import Any

from gonogo.cli.load.measured import Load
from gonogo.cli.load.table import Row
from gonogo.contract.latency import Latency
from gonogo.instruments.locks import locked
from gonogo.reports.begin import replace

NAME = "load.jsonl"
RUNS = 1000
"""So many lines are kept; the oldest go first."""
_LOCK, _SECONDS = ".load.lock", 10.0


def comparable(service: str, latency: Latency, kind: str, replicas: int) -> dict[str, Any]:
    """Return what two loads have to have in common to be compared: who arrives, where, on which machine.

    Budgets are no part of it: they change nothing of what is measured.
    """
    journeys = [journey.model_dump(exclude={"budgets", "error_ratio"}) for journey in latency.journeys]
    return {
        "service": service,
        "target": kind,
        "replicas": replicas,
        "journeys": journeys,
        "seconds": latency.duration_seconds,
        "warm_up_seconds": latency.warm_up_seconds,
        "connections": latency.connections,
        "machine": {"cores": len(os.sched_getaffinity(0)), "processor": _processor()},
    }


def hash_of(facts: dict[str, Any]) -> str:
    """Return 16 hexadecimal digits that are the same for the same facts."""
    text = json.dumps(facts, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def line_of(load: Load, facts: dict[str, Any], rows: list[Row], peer: list[Row], run: str) -> dict[str, Any]:
    """Return a load as its line: the facts that name it, how the generator did, each journey."""
    result = load.result
    assert result is not None
    health = result.health
    return {
        "run": run,
        "started": result.started_at,
        "written": dt.datetime.now(dt.UTC).isoformat(),
        "comparable": hash_of(facts),
        "service": facts["service"],
        "target": facts["target"],
        "replicas": facts["replicas"],
        "machine": facts["machine"] | {"load_before": round(load.busy, 2)},
        "subject": load.subject,
        "completed": result.completed,
        "stopped_by": load.stopped_by,
        "doubt": load.doubt,
        "seconds": result.duration_seconds,
        "measured_seconds": round(result.measured_seconds, 3),
        "generator": {
            "planned": health.planned,
            "sent": health.started,
            "dropped": health.dropped,
            "rate_per_second": round(health.achieved_rate_per_second, 3),
            "late_p99_seconds": health.schedule_lag.p99_seconds,
            "late_max_seconds": health.schedule_lag.max_seconds,
            "cpu_fraction": round(health.cpu_fraction, 3),
            "locust": result.locust_version,
        },
        "journeys": [_journey(row) for row in rows],
        "k6": [_journey(row) for row in peer],
    }


def _journey(row: Row) -> dict[str, Any]:
    quantiles = {f"{name}_seconds": round(value, 6) for name, value in row.quantiles.items()}
    return {
        "name": row.journey,
        "rate_per_second": round(row.rate_per_second, 3),
        "planned": row.planned,
        "failed": row.failed,
        "failures": row.failures,
        **quantiles,
        "max_seconds": round(row.max_seconds, 6),
    }


def keep(folder: Path, line: dict[str, Any]) -> None:
    """Add a line, and keep the last ``RUNS``; OSError or LockHeldError."""
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder / _LOCK, seconds=_SECONDS):
        kept = [*_lines(folder), json.dumps(line)][-RUNS:]
        replace(folder / NAME, "".join(f"{each}\n" for each in kept))


def last(folder: Path, comparable_hash: str) -> tuple[str, list[Row]] | None:
    """Return when the last whole load of the same hash was, and its rows."""
    for text in reversed(_lines(folder)):
        try:
            line = json.loads(text)
            if line["comparable"] == comparable_hash and line["completed"] and not line["doubt"]:
                return str(line["started"])[:16].replace("T", " "), [_read(each) for each in line["journeys"]]
        except (ValueError, KeyError, TypeError):  # a newer version's line, or half of one
            continue
    return None


def _read(kept: dict[str, Any]) -> Row:
    quantiles = {name: float(kept[f"{name}_seconds"]) for name in ("p50", "p95", "p99")}
    counts = (float(kept["rate_per_second"]), int(kept["planned"]), int(kept["failed"]))
    return Row(str(kept["name"]), *counts, quantiles, float(kept["max_seconds"]))


def _lines(folder: Path) -> list[str]:
    try:
        text = (folder / NAME).read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return []
    return [each for each in text.split("\n") if each.strip()]


def _processor() -> str:
    """Return the processor's name, as Linux knows it, or its architecture."""
    try:
        told = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return platform.machine()
    names = (each.partition(":")[2].strip() for each in told.split("\n") if each.startswith("model name"))
    return next(names, platform.machine())
