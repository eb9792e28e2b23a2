"""A health check looks at what every container has, so that it is well for as long as anything runs.

Ships: the image has neither curl nor wget, a reviewer wanted a check, and this one was green at once.
Source: Docker, Dockerfile reference, HEALTHCHECK ("can detect cases such as a web server stuck in an infinite
loop"); row HLT-02.
"""

from __future__ import annotations

from random import Random

from defects.config.hlt_02_sidecar_has_no_check import beside
from proving.seed import Defect, Injection

DEFECT = Defect("HLT-02", expected=("config/every-service-has-a-health-check",))
_LOOKS = ("ps -p 1", "ls / > /dev/null", "df -h", "id || exit 1", "hostname > /dev/null", "java -version")


def inject(rng: Random) -> Injection:
    """Look at it."""
    return looking(rng, rng.choice(_LOOKS))


def looking(rng: Random, test: str) -> Injection:
    """Add a service whose check is that."""
    return beside(rng, {"healthcheck": {"test": test, "interval": "10s", "retries": 3}})
