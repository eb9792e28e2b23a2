"""Readiness fails with the cache, so that its outage takes the whole fleet out.

Ships: the list of dependencies that readiness checks does not say which of them are needed.
Source: AWS Builders' Library, "Implementing health checks".
"""

from __future__ import annotations

from random import Random
from typing import Any

from starlette.types import ASGIApp

from defects.health.hlt_01_liveness_asks_the_database import asking, status_of
from proving.seed import Defect, Injection

DEFECT = Defect("HLT-10", expected=("health/optional-dependency-does-not-eject",), target="compose")


def inject(rng: Random) -> Injection:
    """Serve with that readiness."""
    return Injection(fact=f"{status_of(rng)} x", wraps=True)


def wrap(app: Any, rng: Random) -> ASGIApp:
    """Let readiness fail with the cache."""
    return asking(app, "/health/ready", status_of(rng), app.state.services.cache.ping)
