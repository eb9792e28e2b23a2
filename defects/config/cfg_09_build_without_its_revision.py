"""The image does not know which revision it was built from.

Ships: the build argument is missing in the pipeline's line, and the default is taken.
Source: VZaar (post-mortem): a release from the wrong branch looked like any other.
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect("CFG-09", expected=("config/version-is-stated",), target="compose")


def inject(rng: Random) -> Injection:
    """Build without the argument, and with what is the default of somebody."""
    revision = rng.choice(["none", "dev", "latest"])
    return Injection(fact=f"'{revision}'", dockerfile=(f"ENV UKP_REVISION={revision}",))
