"""A workflow that has secrets fetches a pull request as a branch, and builds it.

Ships: forks got no preview, since their workflows have no secrets; the code host's documentation says how a
pull request is fetched by its number.
Source: GitHub, "Checking out pull requests locally"; GitHub Security Lab, "Preventing pwn requests".
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEI-15", expected=("config/pipeline-runs-nothing-of-strangers",))
_NUMBER = "${{ github.event.pull_request.number }}"


def inject(rng: Random) -> Injection:
    """Build it."""
    branch = rng.choice(["pr", "preview", "theirs"])
    way = rng.choice(["checkout", "switch", "merge --no-edit"])
    return Injection(fact=f"git {way}", source=fetching(branch, f"git {way} {branch}"))


def fetching(branch: str, then: str) -> dict[str, str | None]:
    """Fetch it at an event that has secrets, and do something with it before the tests."""
    script = f"git fetch origin pull/{_NUMBER}/head:{branch}\n          {then}\n          make test"
    return edited(
        ".github/workflows/verify.yml",
        ("  pull_request:\n", "  pull_request_target:\n"),
        ("        run: make test\n", f"        run: |\n          {script}\n"),
    )
