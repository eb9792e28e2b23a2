"""A new task is watched for a few seconds, and its health check needs half a minute to fail.

Ships: a roll-out took too long, and the watch is what somebody shortened; each bad release is a success now.
Source: moby/moby#37972; swarmcli#475.
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect("RBK-04", expected=("config/failed-update-is-rolled-back",), starred=True)


def inject(rng: Random) -> Injection:
    """Watch for less than the check's own start period."""
    watched = rng.randrange(4, 28)
    return Injection(fact=f"{watched} s", override=updating(monitor=f"{watched}s"))


def updating(check: dict[str, str] | None = None, **update: str | int) -> dict[str, object]:
    """Change how the release is updated, and how its health is asked for."""
    service: dict[str, object] = {"deploy": {"update_config": update}}
    return {"services": {"app": service | ({"healthcheck": check} if check else {})}}
