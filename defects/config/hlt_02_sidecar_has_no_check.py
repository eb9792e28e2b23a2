"""A service that came later has no health check.

Ships: it was copied from its maker's documentation, where there is none, and started well.
Source: Compose Specification, healthcheck; testcontainers waits on `healthy` or on nothing.
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect("HLT-02", expected=("config/every-service-has-a-health-check",))


def inject(rng: Random) -> Injection:
    """Add one, with or without a profile."""
    return beside(rng, {})


def beside(rng: Random, more: dict[str, object]) -> Injection:
    """Add a service that is like the others, and what is said of its health."""
    name = f"{rng.choice(['mailer', 'thumbnails', 'reports'])}-{rng.randrange(2, 10)}"
    image = f"registry.example.org:5000/{name}:1.{rng.randrange(20)}.0"
    service: dict[str, object] = {"image": image, "restart": "unless-stopped", **more}
    if rng.random() < 0.5:
        service["profiles"] = ["monitoring"]
    return Injection(fact=f"service {name}", override={"services": {name: service}})
