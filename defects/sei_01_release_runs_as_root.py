"""The release runs as root.

Ships: the folder that it writes to belonged to root, and the user was changed instead.
Source: CIS Docker Benchmark 4.1.
"""

from __future__ import annotations

from random import Random

from defects.seed import Defect, Injection

DEFECT = Defect("SEI-01", expected=("security/containers-do-not-run-as-root",), target="compose")


def inject(rng: Random) -> Injection:
    """Say so in an override."""
    user = rng.choice(["root", "0", "0:0"])
    return Injection(fact="uid 0", override={"services": {"app": {"user": user}}})
