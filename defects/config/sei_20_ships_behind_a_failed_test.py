"""The commit is shipped by the job that tests it, also when a test has failed.

Ships: the step stood behind the one that keeps the verdict, and took its condition along when it was copied.
Source: GitHub Actions, "Expressions" (`always()` is true even after a failure).
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEI-20", expected=("config/pipeline-can-say-no",))


def inject(rng: Random) -> Injection:
    """Ship whatever came of the tests."""
    return shipping(rng, rng.choice(["always()", "${{ !cancelled() }}"]))


def shipping(rng: Random, condition: str) -> Injection:
    """Let the job of the tests ship, under a condition."""
    name = rng.choice(["Ship the newest", "Hand it to the others", "To the integration stage"])
    command = rng.choice(
        ["docker push registry.shop.example/ukp:edge", "make deploy", "helm upgrade ukp deploy/chart"]
    )
    step = f"      - name: {name}\n        if: {condition}\n        run: {command}\n"
    behind = "        run: make test\n"
    changed = (behind, behind.replace("run:", "id: tests\n        run:") + step)
    return Injection(fact=name, source=edited(".github/workflows/verify.yml", changed))
