"""The port of the database, or of the cache, is published.

Ships: somebody wanted to look into it from a desk.
Source: CIS Docker Benchmark 5.7, 5.13.
"""

from __future__ import annotations

from random import Random

from defects.seed import Defect, Injection

DEFECT = Defect("SEI-09", expected=("security/ports-are-published-as-promised",), target="compose")


def inject(rng: Random) -> Injection:
    """Publish one, on loopback or everywhere."""
    service, port = rng.choice([("postgres", 5432), ("valkey", 6379)])
    address = rng.choice(["127.0.0.1:", ""])
    networks = {"networks": ["data", "observe"], "ports": [f"{address}:{port}" if address else str(port)]}
    return Injection(fact=f"port {port}", override={"services": {service: networks}})
