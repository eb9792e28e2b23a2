"""Two workers share a port, and each has counters of its own.

Ships: `--workers 2` is added for throughput; each scrape then shows a random worker's numbers.
Source: prometheus/client_python, multiprocess mode; sanic-org/sanic-prometheus#3.
"""

from __future__ import annotations

from random import Random
from typing import Any

from defects.seed import Defect, Injection

DEFECT = Defect(
    "MET-26",
    expected=("metrics/scrapes-agree",),
    collateral=("metrics/counters-never-decrease", "metrics/traffic-is-conserved"),
    starred=True,
)
_SCRIPT = """#!/bin/sh
"$1" -m app check || exit 2
"$1" -m app migrate || exit 2
export UKP_MIGRATE_ON_START=false
exec "$1" -m uvicorn --factory defects.met_26_workers_without_multiprocess_mode:create \\
  --workers WORKERS --port "$UKP_PORT" --no-server-header --no-proxy-headers --log-level warning
"""


def inject(rng: Random) -> Injection:
    """Start a few workers."""
    workers = rng.choice([2, 3])
    return Injection(
        fact="start times",
        command=("sh", "{folder}/start.sh", "{python}"),
        files={"start.sh": _SCRIPT.replace("WORKERS", str(workers))},
    )


def create() -> Any:
    """Make the application of one worker."""
    from app.api import create_app  # noqa: PLC0415 - only the release has it
    from app.config.refusal import load_settings  # noqa: PLC0415

    return create_app(load_settings())
