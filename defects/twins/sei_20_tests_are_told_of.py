"""The pipeline says something after the tests failed.

Good because: it ends with their failure all the same.
Source: POSIX, "Lists" (the exit status of an OR list).
"""

from __future__ import annotations

from random import Random

from defects.config.sei_20_tests_may_fail import running
from proving.seed import Injection, Twin

TWIN = Twin("SEI-20", of="SEI-20-tests-may-fail")


def inject(rng: Random) -> Injection:
    """Say it, and fail."""
    status = rng.randrange(1, 5)
    return Injection(
        fact=f"exit {status}", source=running("make test", f"make test || {{ echo failed; exit {status}; }}")
    )
