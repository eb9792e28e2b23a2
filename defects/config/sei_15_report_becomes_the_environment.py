"""A step puts the text of whoever opens an issue into the environment of the steps that follow.

Ships: later steps are to know the report, and a variable of the step keeps it out of the script, as one
should. It is then written to the file of the environment as one line, and a text of several lines is
several variables: BASH_ENV of the next step's shell is a command.
Source: zizmor, `github-env`; GitHub Security Lab, "Keeping your GitHub Actions and workflows secure", part
4; CodeQL, "Environment variable built from user-controlled sources" (CWE-077).
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect("SEI-15", expected=("config/pipeline-runs-nothing-of-strangers",))
_WORKFLOW = """# Sorts what people report, so that the right ones see it.
name: STEM
on:
  issues:
    types: [opened, edited]
permissions: {}
jobs:
  sort:
    name: sort a report
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    permissions:
      issues: write # sets one label
    steps:
      - name: Keep the report
        run: printf 'VARIABLE=%s\\n' "$TEXT" >>"$PLACE"
        env:
          TEXT: ${{ github.event.issue.body }}
      - name: Label it
        run: gh issue edit "$NUMBER" --repo "$REPOSITORY" --add-label LABEL
        env:
          GH_TOKEN: ${{ github.token }}
          NUMBER: ${{ github.event.issue.number }}
          REPOSITORY: ${{ github.repository }}
"""


def inject(rng: Random) -> Injection:
    """Write it to the file of the environment."""
    return sorted_by(rng, "GITHUB_ENV")


def sorted_by(rng: Random, place: str) -> Injection:
    """Add a workflow that writes what strangers say to the place."""
    stem = rng.choice(["triage", "reports", "intake", "sorting"])
    words = {"STEM": stem, "PLACE": place, "LABEL": rng.choice(["new", "unsorted", "to-read"])}
    workflow = _WORKFLOW.replace("VARIABLE", rng.choice(["REPORT", "SAID", "TOLD"]))
    for word, value in words.items():
        workflow = workflow.replace(word, value)
    return Injection(fact=stem, source={f".github/workflows/{stem}.yml": workflow})
