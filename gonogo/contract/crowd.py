"""The latency gate: many clients at one moment."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from gonogo.contract.base import Name, Section


class Crowd(Section):
    """A journey that many clients ask for at one moment, and the other journeys meanwhile."""

    clients: Annotated[int, Field(ge=2, le=1000)]
    """How many send one request each at the same moment."""
    within_seconds: Annotated[float, Field(gt=0, le=30)]
    """Up to this each of them waits for the answer that its journey promises."""
    may_shed: Annotated[float, Field(ge=0, le=0.9)] = 0.0
    """Share of them that may be turned away, by 429 or 503 with Retry-After."""
    journeys: tuple[Name, ...] = ()
    """Names of the journeys that get a crowd, one after the other; each of them where absent."""
