"""The assets of each build lie beside those of the builds before and after it.

Good because: whichever release is asked has what the page of another one names.
Source: denoland/celld issue 161.
"""

from __future__ import annotations

from random import Random
from typing import Any

from defects.generations import generation
from defects.rollback import rbk_18_assets_are_of_one_build_alone as defect
from proving.seed import Injection, Twin

TWIN = Twin("RBK-18", of="RBK-18-assets-are-of-one-build-alone", target="compose")
_BUILDS = 12


def inject(rng: Random) -> Injection:
    """Roll it out."""
    return defect.inject(rng)


def wrap(app: Any, rng: Random) -> Any:
    """Have another style in each release, and those of all."""
    return defect.having(app, rng, generation(), list(range(_BUILDS)))
