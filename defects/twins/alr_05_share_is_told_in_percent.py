"""An alert compares the share of requests that fail with a number of percent.

Good because: the share is multiplied by 100 before.
Source: Prometheus, "Operators" (precedence: `*` and `/` before `>`).
"""

from __future__ import annotations

from random import Random

from defects.metrics.alr_05_one_side_keeps_its_targets import errors_told
from defects.metrics.alr_05_share_says_nothing import share
from proving.seed import Injection, Twin

TWIN = Twin("ALR-05", of="ALR-05-share-says-nothing")


def inject(rng: Random) -> Injection:
    """Multiply it."""
    return Injection(fact="UkpHighErrorRatio", source=errors_told(share(rng, " * 100")))
