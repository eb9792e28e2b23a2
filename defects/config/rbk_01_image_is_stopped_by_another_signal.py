"""The engine stops the container by a signal that the release does not handle: there is no drain at all.

Ships: a STOPSIGNAL is copied with the rest of another server's Dockerfile; nginx ends gracefully by SIGQUIT,
and Python ends at once.
Source: nginx, docker-nginx's Dockerfile; Dockerfile reference, STOPSIGNAL; uvicorn#1215.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("RBK-01", expected=("config/stop-grace-outlasts-the-drain",))


def inject(rng: Random) -> Injection:
    """Name another one."""
    signal = rng.choice(["SIGQUIT", "SIGHUP", "SIGUSR1", "SIGKILL"])
    return stopped_by(signal)


def stopped_by(signal: str) -> Injection:
    """Name it in the Dockerfile."""
    change = ("STOPSIGNAL SIGTERM", f"STOPSIGNAL {signal}")
    return Injection(fact=signal, source=edited("Dockerfile", change))
