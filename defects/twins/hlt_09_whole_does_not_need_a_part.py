"""A health body says that a part of the service is not as it should be, and that the service is well.

Good because: it is a part that the service works without, and the body says so in the framework's own words.
Source: ASP.NET Core, "Health checks" (failureStatus Degraded); Spring Boot (UNKNOWN ranks below UP).
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.health.hlt_09_whole_is_well_without_its_part import drawn, saying, stated
from proving.seed import Injection, Twin

TWIN = Twin("HLT-09", of="HLT-09-whole-is-well-without-its-part")
_WORDS = {"spring": ("UP", "UNKNOWN"), "profile": ("UP", "UP"), "net": ("Healthy", "Degraded")}


def inject(rng: Random) -> Injection:
    """Let one of the probes say it."""
    _, name, _ = drawn(rng)
    return Injection(fact=name, wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """State something less than that it is down."""
    path, name, form = drawn(rng)
    return saying(app, path, stated(form, name, *_WORDS[form]))
