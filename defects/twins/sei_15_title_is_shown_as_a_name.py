"""A workflow says a stranger's words where its run is named, waits by them, and prints them.

Good because: the name of a run and the group that it waits in are text to GitHub, which no shell ever sees;
and the step that prints them has them as a variable of its environment, in quotes.
Source: GitHub Actions, "Workflow syntax" (`run-name`, `concurrency`) and "Script injections"; zizmor,
`template-injection` (what is put into `run`, not into names).
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Injection, Twin

TWIN = Twin("SEI-15", of="SEI-15-title-becomes-a-script")
_NAME = "name: verify\non:\n"
_GROUP = "  group: verify-${{ github.ref }}\n"
_LINT = "      - name: Lint and types\n"


def inject(rng: Random) -> Injection:
    """Show the title, wait by the branch, and print both."""
    title = rng.choice(["github.event.pull_request.title", "github.event.head_commit.message"])
    variable = rng.choice(["ASKED", "TITLE", "WANTED"])
    named = f"name: verify\nrun-name: verify ${{{{ {title} }}}}\non:\n"
    branch = "  group: verify-${{ github.head_ref || github.ref }}\n"
    printed = (
        "      - name: What is asked for\n"
        f"        run: printf '%s\\n' \"${variable}\"\n"
        f"        env:\n          {variable}: ${{{{ {title} }}}}\n"
    )
    source = edited(
        ".github/workflows/verify.yml", (_NAME, named), (_GROUP, branch), (_LINT, f"{printed}{_LINT}")
    )
    return Injection(fact=title, source=source)
