"""Two workers share a port, and each has counters of its own.

Ships: a second worker is added for throughput; each scrape then shows a random worker's numbers.
Source: prometheus/client_python, multiprocess mode; sanic-org/sanic-prometheus#3.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect(
    "MET-26",
    expected=("metrics/scrapes-agree",),
    # each question of each experiment meets another worker, whose limits are its own as well
    collateral=(
        "metrics/counters-never-decrease",
        "metrics/counters-outlive-a-pause",
        "metrics/durations-agree-with-the-client",
        "metrics/gauges-equal-the-truth",
        "metrics/series-cardinality-is-bounded",
        "metrics/traffic-is-conserved",
        "security/limit-holds-for-a-client",
    ),
    starred=True,
)
_WORKERS = 2
_SCRIPT = """#!/bin/sh
"$1" -m app check || exit 2
"$1" -m app migrate || exit 2
export UKP_MIGRATE_ON_START=false
exec "$1" -m defects.metrics.met_26_workers_without_multiprocess_mode SECONDS
"""


def inject(rng: Random) -> Injection:
    """Start the workers a little after each other."""
    script = _SCRIPT.replace("SECONDS", f"{rng.uniform(0.05, 0.3):.3f}")
    return Injection(
        fact=f"{_WORKERS} start",
        command=("sh", "{folder}/start.sh", "{python}"),
        files={"start.sh": script},
    )


def main(seconds: float) -> None:
    """Bind the port, fork the workers, pass SIGTERM on, and wait for them."""
    from gonogo.instruments.waits import pause  # noqa: PLC0415 - the prover reads this module as well

    listener = socket.create_server(("127.0.0.1", int(os.environ["UKP_PORT"])))
    workers = []
    for _ in range(_WORKERS):
        worker = os.fork()
        if not worker:
            _serve(listener)
            return
        workers.append(worker)
        pause(seconds, "workers that a supervisor starts have a start time each")
    signal.signal(signal.SIGTERM, lambda *_: _stop(workers))
    for worker in workers:
        os.waitpid(worker, 0)


def _stop(workers: list[int]) -> None:
    for worker in workers:
        os.kill(worker, signal.SIGTERM)


def _serve(listener: socket.socket) -> None:
    import uvicorn  # noqa: PLC0415 - only a worker needs it

    from app.api import create_app  # noqa: PLC0415 - as above
    from app.config.refusal import load_settings  # noqa: PLC0415 - as above

    config = uvicorn.Config(create_app(load_settings()), server_header=False, log_level="warning")
    uvicorn.Server(config).run(sockets=[listener])


if __name__ == "__main__":
    main(float(sys.argv[1]))
