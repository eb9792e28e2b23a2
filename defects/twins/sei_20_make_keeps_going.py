"""A variable of the pipeline tells every `make` to go on behind an error.

Good because: `--keep-going` does what else can be done, and fails at the end.
Source: GNU make's manual, "Errors in Recipes".
"""

from __future__ import annotations

from random import Random

from defects.config.sei_20_make_goes_on_behind_errors import told
from proving.seed import Injection, Twin

TWIN = Twin("SEI-20", of="SEI-20-make-goes-on-behind-errors")


def inject(rng: Random) -> Injection:
    """Set it, in one of its spellings."""
    return Injection(fact="MAKEFLAGS", source=told(rng, rng.choice(("--keep-going", "-k"))))
