"""A workflow that runs after the tests of a pull request fetches what they left.

Good because: nothing of it is run: its files are counted, in a folder that holds nothing else.
Source: GitHub Security Lab, "Preventing pwn requests" (workflow_run, artefacts as data); row SEI-15.
"""

from __future__ import annotations

from random import Random

from defects.config.sei_15_site_of_a_stranger_is_built_afterwards import afterwards
from proving.seed import Injection, Twin

TWIN = Twin("SEI-15", of="SEI-15-site-of-a-stranger-is-built-afterwards")


def inject(rng: Random) -> Injection:
    """Count what they left."""
    return afterwards(rng, "find {folder} -type f | wc -l")
