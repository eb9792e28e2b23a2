"""The pipeline asks for the version of a tool without quotes, and gets one that is a year older.

Ships: the linter of workflows needs Node, and its version is told to the action that installs it as 20.9 was
before. The next one ends with a zero, which a number has not: 20.10 is 20.1, which exists as well, so that
nothing fails.
Source: github/docs#28936 (versions in examples of workflows are quoted since); YAML 1.2.2, 10.3.2; row
CFG-15.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("CFG-15", expected=("config/variables-have-their-values",))
_BEFORE = "      - name: Fetch the deployed release's scan\n"
_VERSIONS = ("18.20", "20.10", "22.10", "22.20")


def inject(rng: Random) -> Injection:
    """Ask for it as a number."""
    return installing(rng, "{}")


def installing(rng: Random, written: str) -> Injection:
    """Install Node before the scan, its version written so."""
    version = written.format(rng.choice(_VERSIONS))
    step = f"""      - name: Node for the linter of workflows
        uses: actions/setup-node@49933ea5288caeca8642d1e84afbd3f7d6820020 # v4.4.0
        with:
          node-version: {version}
"""
    return Injection(
        fact="node-version",
        source=edited(".github/workflows/deploy.yml", (_BEFORE, step + _BEFORE)),
    )
