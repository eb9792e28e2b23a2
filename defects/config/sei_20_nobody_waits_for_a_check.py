"""A check of the pipeline runs, fails, and is red, and what ships does not wait for it.

Ships: the pipeline was too slow, so what stood one behind the other runs side by side now. The job behind the
check waits for the one before it instead, and the one that ships for none that waits for the check.
Source: row SEI-20; GitHub Actions, `jobs.<job_id>.needs` ("a failure applies to all jobs in the chain").
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEI-20", expected=("config/pipeline-can-say-no",))
_WORKFLOW = ".github/workflows/deploy.yml"


def inject(rng: Random) -> Injection:
    """Take the check out of the chain."""
    return side_by_side(rng, awaited=False)


def side_by_side(rng: Random, *, awaited: bool) -> Injection:
    """Let the job behind a check begin without it; ``awaited`` says whether a later one waits for it."""
    if rng.random() < 0.5:
        changes = [("    needs: tests\n", "    needs: checks\n")]
        later = ("    needs: build\n", "    needs: [build, tests]\n")
        fact = "make unit"
    else:
        changes = [("    needs: checks\n", "")]
        later = ("    needs: tests\n", "    needs: [checks, tests]\n")
        fact = "make lint"
    return Injection(fact=fact, source=edited(_WORKFLOW, *changes, *([later] if awaited else [])))
