"""A service says how large a file of its logs gets, and not how many there are.

Good because: its driver has five of them by itself, which together are less than what is promised.
Source: https://docs.docker.com/engine/logging/drivers/local/.
"""

from __future__ import annotations

from random import Random

from proving.seed import Injection, Replaced, Twin

TWIN = Twin("LOG-11", of="LOG-11-one-service-logs-without-an-end", target="compose")


def inject(rng: Random) -> Injection:
    """Have one service log by another driver."""
    service, size = rng.choice(["postgres", "valkey", "proxy"]), rng.choice(["5m", "8m"])
    logging = Replaced({"driver": "local", "options": {"max-size": size}})
    return Injection(fact=service, override={"services": {service: {"logging": logging}}})
