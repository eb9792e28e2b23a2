"""What ships to production begins whatever became of the checks before it.

Ships: a job in between was skipped, and everything behind it with it; `always()` was the answer that came up
first. Or the pipeline was too slow, and what ships waits for no check any more.
Source: GitHub Actions, "Expressions" (status check functions: `always()`); row SEI-20.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEI-20", expected=("config/pipeline-can-say-no",))
_WAITS = "    environment: production\n"


def inject(rng: Random) -> Injection:
    """Let it begin."""
    condition = rng.choice(
        ["always()", "${{ always() }}", "${{ !cancelled() }}", "always() && github.ref != ''"]
    )
    return Injection(fact="production", source=conditioned(condition))


def conditioned(condition: str) -> dict[str, str | None]:
    """Give the job that ships a condition."""
    return edited(".github/workflows/deploy.yml", (_WAITS, f"{_WAITS}    if: {condition}\n"))
