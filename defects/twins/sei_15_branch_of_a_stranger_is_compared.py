"""A workflow that has secrets fetches a pull request as a branch.

Good because: it lists which files differ, and neither checks it out nor runs anything of it.
Source: GitHub Security Lab, "Preventing pwn requests".
"""

from __future__ import annotations

from random import Random

from defects.config.sei_15_branch_of_a_stranger_is_built import fetching
from proving.seed import Injection, Twin

TWIN = Twin("SEI-15", of="SEI-15-branch-of-a-stranger-is-built")


def inject(rng: Random) -> Injection:
    """Compare it."""
    branch = rng.choice(["pr", "preview", "theirs"])
    return Injection(fact="git diff", source=fetching(branch, f"git diff --name-only HEAD...{branch}"))
