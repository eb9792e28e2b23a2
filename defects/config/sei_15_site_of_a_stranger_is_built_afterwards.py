"""A workflow that runs after the tests of a pull request, with secrets, fetches what they left and runs it.

Ships: forks got no preview. The documentation says to have a second workflow after the first, which has
secrets; it takes the folder that the first one left, with the scripts that a stranger wrote into it.
Source: GitHub Security Lab, "Preventing pwn requests" (workflow_run); Legit Security, *Artifact poisoning*;
row SEI-15.
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect("SEI-15", expected=("config/pipeline-runs-nothing-of-strangers",))


def inject(rng: Random) -> Injection:
    """Run a script of theirs."""
    return afterwards(rng, "cd {folder} && bash ./publish.sh")


def afterwards(rng: Random, command: str) -> Injection:
    """Add the second workflow, with what is done with the ``folder`` that the first one left."""
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
          {command.format(folder=folder)}
"""
    return Injection(fact="after.yml", source={".github/workflows/after.yml": text})
