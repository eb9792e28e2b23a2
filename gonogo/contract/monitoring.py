"""What watches the service."""

from __future__ import annotations

from pydantic import Field

from gonogo.contract.base import Count, Name, Seconds, Section


class Monitoring(Section):
    """A Prometheus server of the stack."""

    service: Name
    """Its service in the compose file."""
    port: Count = 9090
    """Its container port, published."""
    jobs: tuple[Name, ...] = Field(min_length=1)
    """Jobs that it scrapes: at least one target each, all of them up."""
    settles_within_seconds: Seconds = 20.0
    """How soon every target has been scraped once."""
    checks: dict[str, tuple[Name, ...]] = {}
    """Commands inside its container that end with 0 when its configuration is good, by name."""
