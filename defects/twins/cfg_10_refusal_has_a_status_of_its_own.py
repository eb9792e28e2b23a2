"""A refused configuration ends with status 78.

Good because: that is no success, and sysexits.h has it for just this (EX_CONFIG).
Source: FreeBSD, sysexits(3).
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Injection, Twin

TWIN = Twin("CFG-10", of="CFG-10-refusal-ends-as-success")


def inject(_rng: Random) -> Injection:
    """End with the status for it."""
    return Injection(
        fact="78", source=edited("app/__main__.py", ("        return 2\n", "        return 78\n"))
    )
