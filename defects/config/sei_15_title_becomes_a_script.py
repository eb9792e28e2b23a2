"""A step puts words of whoever opens a pull request into its script: they are a part of it.

Ships: a line that tells in the log what is being built.
Source: zizmor, template-injection; guac#2276.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEI-15", expected=("config/pipeline-runs-nothing-of-strangers",))


def inject(rng: Random) -> Injection:
    """Tell it."""
    word = rng.choice(
        ["event.pull_request.title", "head_ref", "event.head_commit.message", "event.issue.body"]
    )
    return Injection(fact=word, source=telling("${{ github.%s }}" % word))  # noqa: UP031 - braces


def telling(what: str) -> dict[str, str | None]:
    """Echo something before the tests."""
    old, new = "        run: make test\n", f'        run: |\n          echo "{what}"\n          make test\n'
    return edited(".github/workflows/verify.yml", (old, new))
