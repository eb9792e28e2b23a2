"""The one control of a chapter is broken and waived, and the total hardly moves.

Ships: a single waiver among dozens of rules that pass looks like nothing.
Source: OWASP ASVS 5.0, "Assessment and Certification"; CWE-78.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from defects.security.sei_20_line_is_silenced_for_good import running
from proving.seed import Defect, Injection

WAIVED = ("security/code-scan-finds-nothing",)
DEFECT = Defect("SEI-20", expected=("security/controls-meet-the-floor",))


def inject(rng: Random) -> Injection:
    """Run a program through a shell, under a contract that waives the scan's finding."""
    return replace(running(rng, "", shell=True), fact=WAIVED[0], waived=WAIVED)
