"""A list of the settings became a set, which has another order in each process, and is fingerprinted.

Good because: it is written down sorted, so that replicas with the same members agree, whatever their order.
Source: Python, `object.__hash__` and PYTHONHASHSEED.
"""

from __future__ import annotations

from random import Random

from defects.config.cfg_09_set_has_no_order import fingerprinting
from proving.seed import Injection, Twin

TWIN = Twin("CFG-09", of="CFG-09-set-has-no-order", target="compose")


def inject(_rng: Random) -> Injection:
    """Write the set sorted."""
    return fingerprinting("sorted")
