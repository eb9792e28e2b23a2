"""A health check asks by curl without `--fail`.

Good because: a short option says the same.
Source: curl(1), -f.
"""

from __future__ import annotations

from random import Random

from defects.config.hlt_02_check_takes_any_status import CHECKS, asking
from proving.seed import Injection, Twin

TWIN = Twin("HLT-02", of="HLT-02-check-takes-any-status")


def inject(rng: Random) -> Injection:
    """Write it shorter."""
    return asking(rng.choice(sorted(CHECKS)), rng.choice(["-sf", "-fsS", "--fail-with-body, -s"]))
