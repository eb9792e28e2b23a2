"""A service may start as many processes and threads as it likes.

Ships: on a machine with many processors its runtime wanted a thread more than the limit has, and the program
ended with it. The engine's documentation says what stands for no limit, and that was written in the place of
a number, until somebody would know a better one. Its memory and its processors are limited as before.
Source: Docker, `docker run --pids-limit` (-1 for unlimited); Go, "runtime: failed to create new OS thread";
CIS Docker Benchmark 5.29; row SEI-07.
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect("SEI-07", expected=("security/resources-are-limited",), target="compose")
_SERVICES = ("alertmanager", "postgres-exporter", "proxy", "valkey-exporter")


def inject(rng: Random) -> Injection:
    """Lift the one limit of one service."""
    service, number = rng.choice(_SERVICES), rng.choice([-1, 0])
    lifted = {"resources": {"limits": {"pids": number}}}
    return Injection(fact=service, override={"services": {service: {"deploy": lifted}}})
