"""The list holds for all of the service but its probes, which an orchestrator asks by whatever name it has.

Good because: a probe says the same to everybody, and makes nothing of the name by which it was asked.
Source: Kubernetes, configure probes (`httpGet.host`); CWE-346.
"""

from __future__ import annotations

from random import Random

from defects.security.seh_02_one_page_is_for_every_host import exempting
from proving.seed import Injection, Twin

TWIN = Twin("SEH-02", of="SEH-02-one-page-is-for-every-host")


def inject(rng: Random) -> Injection:
    """Exempt them."""
    paths = rng.choice(["/health", "/health/"])
    return Injection(fact=paths, source=exempting(f'scope["path"].startswith("{paths}")'))
