"""The pipeline runs the tests, and goes on whatever they say.

Ships: a flaky test held up a release on a Friday; what let it through stayed.
Source: GitHub Actions, `continue-on-error`; OWASP ASVS 5.0 15.2.1.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEI-20", expected=("config/pipeline-can-say-no",))


def inject(rng: Random) -> Injection:
    """Pass over the failure of one."""
    command = rng.choice(["make test", "make lint"])
    ways = [f"{command} || true", f"{command} || echo failed", f"{command}\n        continue-on-error: true"]
    return Injection(fact=command, source=running(command, rng.choice(ways)))


def running(command: str, instead: str) -> dict[str, str | None]:
    """Run something in its place."""
    return edited(".github/workflows/verify.yml", (f"        run: {command}\n", f"        run: {instead}\n"))
