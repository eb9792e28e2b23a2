"""The same module takes the address from the environment, and its documentation shows an example.

Good because: an example in a text is nobody's address, and the name of a variable is not its value.
Source: The Twelve-Factor App, III.
"""

from __future__ import annotations

from random import Random

from defects.config.cfg_11_address_is_left_in_the_code import module
from proving.seed import Injection, Twin

TWIN = Twin("CFG-11", of="CFG-11-address-is-left-in-the-code")


def inject(rng: Random) -> Injection:
    """Add the module."""
    variable = rng.choice(["NOTICE_URL", "DIGEST_URL", "MIRROR_URL"])
    return module(
        rng, f'os.environ.get("{variable}")', "import os  # https://staging.knowledge.example is one"
    )
