"""Two servers on loopback, one half as slow again: refused beside the other, and not beside itself."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from benchmarks.servers import serving
from selftests.gate import Ended, ended

RULE = "latency/no-slower-than-baseline"
SERVER = "benchmarks.stalling_server"
USUAL_SECONDS = 0.02
WAITS_SECONDS = 400.0
"""A measurement waits until the machine is its own."""


def server(takes: float = USUAL_SECONDS, *words: str) -> Any:
    return serving(SERVER, f"--takes={takes}", *words)


def compared(folder: Path, candidate: str, baseline: str, *words: str) -> Ended:
    """Run the one rule, as short as it can be."""
    path = folder / "gonogo.yaml"
    promised = {
        "service": "tried",
        "identity": {"unproven": "a stand-in of a few lines"},
        "latency": {
            "journeys": [{"name": "list", "path": "/", "rate_per_second": 40}],
            "baseline": {"at_most_seconds": 30},
        },
    }
    path.write_text(json.dumps(promised))
    chosen = ("--gate=latency", "-k", "no-slower-than-baseline")
    urls = (f"--target={candidate}", f"--baseline={baseline}")
    return ended(path, *chosen, *urls, *words, seconds=WAITS_SECONDS)


def rule_of(ended: Ended) -> dict[str, Any]:
    found: dict[str, Any] = next(rule for rule in ended.verdict["rules"] if rule["id"] == RULE)
    return found


@pytest.mark.parametrize(("slower", "verdict", "outcome"), [(1.0, "GO", "passed"), (1.5, "NO-GO", "failed")])
def test_what_takes_half_as_long_again_is_refused(
    tmp_path: Path, slower: float, verdict: str, outcome: str
) -> None:
    with server(slower * USUAL_SECONDS) as candidate, server() as baseline:
        seen = compared(tmp_path, candidate, baseline, "--allow-load")
    rule = rule_of(seen)
    assert (seen.verdict["verdict"], rule["outcome"]) == (verdict, outcome), seen.output
    told = rule["evidence"]["beside the baseline"]["p50 of list"]
    assert re.search(r"slowdown that this run would have refused: \d|not even \d times as slow", told)
    assert {problem["where"] for problem in rule["problems"]} <= {"p50 of list", "p95 of list", "p99 of list"}


def test_a_baseline_that_cannot_be_used_holds(tmp_path: Path) -> None:
    with server() as candidate:
        seen = compared(tmp_path, candidate, candidate, "--allow-load")
        assert (seen.status, seen.verdict["verdict"]) == (3, "HOLD"), seen.output
        assert f"the baseline {candidate} is the candidate itself" in rule_of(seen)["reason"]
        unpermitted = compared(tmp_path, candidate, "http://127.0.0.1:1")
        assert unpermitted.status == 4
        assert "allow it by --allow-load" in unpermitted.output
