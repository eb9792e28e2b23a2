"""A workflow that runs after the tests of a pull request fetches what they left.

Good because: nothing of it is run: its files are counted, in a folder that holds nothing else.
Source: GitHub Security Lab, "Preventing pwn requests" (workflow_run, artefacts as data); row SEI-15.
"""

from __future__ import annotations

from random import Random

from proving.seed import Injection, Twin

TWIN = Twin("SEI-15", of="SEI-15-site-of-a-stranger-is-built-afterwards")


def inject(rng: Random) -> Injection:
    """Add the second workflow."""
    folder = rng.choice(["site", "preview", "handed-over"])
    text = f"""name: after
on:
  workflow_run:
    workflows: [verify]
    types: [completed]
permissions: {{}}
jobs:
  after:
    name: after
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    permissions:
      actions: read
    steps:
      - name: After
        env:
          GH_TOKEN: ${{{{ github.token }}}}
          RUN: ${{{{ github.event.workflow_run.id }}}}
        run: |
          gh run download "$RUN" --repo "$GITHUB_REPOSITORY" --name {folder} -D {folder}
          find {folder} -type f | wc -l
"""
    return Injection(fact="after.yml", source={".github/workflows/after.yml": text})
