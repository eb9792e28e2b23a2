"""A write that is under way is marked, and a second attempt beside it is told to wait.

Good because: the mark goes with the attempt, however it ends.
Source: IETF draft-ietf-httpapi-idempotency-key-header (409 while the first request is processed).
"""

from __future__ import annotations

from random import Random
from typing import Any

from starlette.types import ASGIApp

from defects.rollback import res_12_mark_outlives_its_request as defect
from proving.seed import Injection, Twin

TWIN = Twin("RES-12", of="RES-12-mark-outlives-its-request")


def inject(rng: Random) -> Injection:
    """Serve with the marks."""
    return defect.inject(rng)


def wrap(app: Any, rng: Random) -> ASGIApp:
    """Take a mark away with whatever came of its write."""
    return defect.marking(app, rng, lambda _status: True)
