"""A start script gives an optional variable a default.

Good because: the service starts without that variable anyway, so that no forgotten line is hidden.
Source: The Twelve-Factor App, III.
"""

from __future__ import annotations

from random import Random

from defects.config.cfg_10_start_script_gives_a_default import start_script
from proving.seed import Injection, Twin

TWIN = Twin("CFG-10", of="CFG-10-start-script-gives-a-default")


def inject(rng: Random) -> Injection:
    """Give one of the optional variables its own default."""
    defaults = {"UKP_LOG_LEVEL": "info", "UKP_DATABASE_POOL_SIZE": "5", "UKP_MAX_BODY_BYTES": "262144"}
    variable = rng.choice(sorted(defaults))
    return start_script(variable, defaults[variable])
