"""A job is a workflow of another repository, by a branch or a tag that its owner moves.

Ships: the house has one workflow for all of its services, and the line is the one of its documentation. It
has no steps, and so nothing of the kind that everybody looks at for a hash.
Source: GitHub, "Reuse workflows" (jobs.<job_id>.uses); CVE-2025-30066 (tj-actions/changed-files); row SEI-13.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEI-13", expected=("config/actions-are-pinned",))


def inject(rng: Random) -> Injection:
    """Call it in one of two files."""
    owner, repository = (
        rng.choice(["acme", "harbour-it", "quarry"]),
        rng.choice(["workflows", "ci", ".github"]),
    )
    name = rng.choice(["licences", "spelling", "links"])
    reference = rng.choice(["main", f"v{rng.randrange(1, 9)}", "release"])
    called = f"{owner}/{repository}/.github/workflows/{name}.yml@{reference}"
    path, before = rng.choice(
        [
            (".github/workflows/verify.yml", "jobs:\n  test:\n"),
            (".github/workflows/nightly.yml", "jobs:\n  gate:\n"),
        ]
    )
    first = before.removeprefix("jobs:\n")
    job = f"""jobs:
  {name}:
    permissions:
      contents: read
    uses: {called}
    with:
      path: .

{first}"""
    return Injection(fact=called, source=edited(path, (before, job)))
