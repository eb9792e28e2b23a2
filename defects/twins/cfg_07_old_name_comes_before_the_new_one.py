"""A secret was renamed, and who still sets its old name gets that value.

Good because: without the old name the new one is asked for, and nothing starts where neither is set.
Source: Compose Specification, "Interpolation" (nested expressions, `:?`).
"""

from __future__ import annotations

from random import Random

from defects.config.cfg_07_old_name_is_asked_for_instead import OLD_NAMES, renamed
from proving.seed import Injection, Twin

TWIN = Twin("CFG-07", of="CFG-07-old-name-is-asked-for-instead")


def inject(rng: Random) -> Injection:
    """Take the old name of one of them first."""
    name = rng.choice(list(OLD_NAMES))
    return renamed(name, lambda asked: f"${{{OLD_NAMES[name]}:-{asked}}}")
