"""The health page, which nobody restarts anything by, asks the database.

Good because: it is for people and dashboards; liveness asks nobody.
Source: draft-inadarei-api-health-check, section 4 (checks).
"""

from __future__ import annotations

from random import Random
from typing import Any

from starlette.types import ASGIApp

from defects.health.hlt_01_liveness_asks_the_database import asking, status_of
from proving.seed import Injection, Twin

TWIN = Twin("HLT-01", of="HLT-01-liveness-asks-the-database", target="compose")


def inject(rng: Random) -> Injection:
    """Serve with that handler."""
    return Injection(fact=f"{status_of(rng)} x", wraps=True)


def wrap(app: Any, rng: Random) -> ASGIApp:
    """Let the page fail with the database."""
    database = app.state.services.database
    return asking(app, "/health", status_of(rng), lambda: database.beat(1.0))
