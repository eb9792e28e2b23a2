"""A service says nothing of a bound of its logs.

Good because: its driver has one by itself, five files of 20 megabytes.
Source: https://docs.docker.com/engine/logging/drivers/local/.
"""

from __future__ import annotations

from random import Random

from proving.seed import Injection, Replaced, Twin

TWIN = Twin("LOG-11", of="LOG-11-one-service-logs-without-an-end", target="compose")


def inject(rng: Random) -> Injection:
    """Have one service log by another driver."""
    service = rng.choice(["postgres", "valkey", "proxy"])
    return Injection(
        fact=service, override={"services": {service: {"logging": Replaced({"driver": "local"})}}}
    )
