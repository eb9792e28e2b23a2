"""A connection that all requests share has a statement that fails, and its transaction is rolled back.

Good because: no user sees it.
Source: PostgreSQL, error 25P02; SQLAlchemy, Session.rollback.
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.health.hlt_22_transaction_stays_aborted import inject as inject_defect
from defects.health.hlt_22_transaction_stays_aborted import sharing
from proving.seed import Injection, Twin

TWIN = Twin("HLT-22", of="HLT-22-transaction-stays-aborted")


def inject(rng: Random) -> Injection:
    """Share the same connection."""
    return inject_defect(rng)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Roll back."""
    return sharing(app, rng, rolls_back=True)
