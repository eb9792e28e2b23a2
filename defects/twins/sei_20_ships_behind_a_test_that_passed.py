"""The commit is shipped by the job that tests it, under a condition that runs after a failure too.

Good because: the condition asks how the tests came out, and holds only where they passed.
Source: GitHub Actions, "Contexts" (steps.<step_id>.outcome).
"""

from __future__ import annotations

from random import Random

from defects.config.sei_20_ships_behind_a_failed_test import shipping
from proving.seed import Injection, Twin

TWIN = Twin("SEI-20", of="SEI-20-ships-behind-a-failed-test")


def inject(rng: Random) -> Injection:
    """Ask how they came out."""
    return shipping(
        rng, rng.choice(["always() && steps.tests.outcome == 'success'", "${{ !failure() }}", "success()"])
    )
