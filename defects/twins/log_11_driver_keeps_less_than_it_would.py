"""A service changes to a driver that rotates by itself, and says what it keeps.

Good because: its files together are less than what is promised, in the units of that driver.
Source: https://docs.docker.com/engine/logging/drivers/local/.
"""

from __future__ import annotations

from random import Random

from defects.security.log_11_driver_keeps_what_it_keeps_by_itself import driven
from proving.seed import Injection, Twin

TWIN = Twin("LOG-11", of="LOG-11-driver-keeps-what-it-keeps-by-itself", target="compose")


def inject(rng: Random) -> Injection:
    """Bound both, or what one file is."""
    return driven(
        rng, rng.choice([{"max-size": "10m", "max-file": "3"}, {"max-size": "4m"}, {"max-file": "2"}])
    )
