"""A start script, and not the service, refuses a value that it does not know.

Good because: the start ends non-zero and names the variable, whoever it is that says so.
Source: OWASP ASVS 5.0 13.1.
"""

from __future__ import annotations

from random import Random

from defects.config.cfg_04_bad_value_becomes_the_default import cleaning_script
from proving.seed import Injection, Twin

TWIN = Twin("CFG-04", of="CFG-04-bad-value-becomes-the-default")


def inject(rng: Random) -> Injection:
    """Refuse the unknown values of one variable."""
    variable = rng.choice(["UKP_LOG_LEVEL", "UKP_RATE_LIMIT", "UKP_DRAIN_SECONDS"])
    return cleaning_script(variable, f"echo {variable}: not a value that we know >&2; exit 1")
