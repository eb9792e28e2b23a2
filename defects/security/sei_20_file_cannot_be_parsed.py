"""A module that is imported on demand does not parse, and the scan of the source ends with 0 all the same.

Ships: a conflict was left in it; no test imports it, and the scanner skips it with a line that nobody reads.
Source: PyCQA/bandit (a file that cannot be parsed does not change the exit status).
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect(
    "SEI-20",
    expected=("security/code-scan-saw-everything",),
    # whoever looks through the source for anything else meets the same file
    collateral=("config/addresses-and-credentials-are-settings",),
)


def inject(rng: Random) -> Injection:
    """Leave it in a module, with something bad below."""
    revision = f"{rng.getrandbits(40):010x}"
    conflict = f"<<<<<<< HEAD\nLIMIT = 10\n=======\nLIMIT = 20\n>>>>>>> {revision}\n"
    return exporting(rng, rng.choice([conflict, "print 'exporting'\n", "LIMIT = 010\n"]))


def exporting(rng: Random, lines: str, encoding: str = "") -> Injection:
    """Write a module with these lines in it."""
    path = f"app/knowledge/{rng.choice(['export', 'archive', 'digest'])}.py"
    text = f'''{encoding}"""Write everything into a file."""

{lines}
NAMES = "{rng.choice(["Zoé", "Jürgen", "Łukasz"])}"
'''
    return Injection(fact=path, source={path: text})
