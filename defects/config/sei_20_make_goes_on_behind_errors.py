"""The pipeline runs every check, and `make` was told by a variable to pass over errors.

Ships: somebody wanted to see all that fails in one run, and took `--ignore-errors` for `--keep-going`. It
stands in the environment of the workflow: every step reads as it did, prints what is wrong, and passes.
Source: GNU make's manual, "Errors in Recipes" and "Communicating Options to a Sub-make" (MAKEFLAGS is read
from the environment). General experience.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEI-20", expected=("config/pipeline-can-say-no",), starred=True)

_WORKFLOW = ".github/workflows/deploy.yml"
_PLACES = (
    ("  GONOGO_REGISTRY: ${{ vars.GONOGO_REGISTRY }}\n", "  MAKEFLAGS: {flags}\n"),
    ("    name: unit, integration and end-to-end tests\n", "    env: {MAKEFLAGS: {flags}}\n"),
)


def inject(rng: Random) -> Injection:
    """Set it, in one of its spellings."""
    return Injection(fact="deploy.yml", source=told(rng, rng.choice(("--ignore-errors", "-i", "-ik"))))


def told(rng: Random, flags: str) -> dict[str, str | None]:
    """Return the workflow with flags for every make of its own, or of its tests."""
    before, line = rng.choice(_PLACES)
    return edited(_WORKFLOW, (before, before + line.replace("{flags}", flags)))
