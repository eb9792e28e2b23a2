"""A service's file of variables has a value in quotes, and is read by the parser that takes them away.

Good because: without a format it is compose that reads the file, as its own `.env`: the value has no quotes
then.
Source: https://docs.docker.com/reference/compose-file/services/#env_file-format.
"""

from __future__ import annotations

from random import Random

from defects.config.cfg_02_raw_file_keeps_its_quotes import reading
from proving.seed import Injection, Twin

TWIN = Twin("CFG-02", of="CFG-02-raw-file-keeps-its-quotes")


def inject(rng: Random) -> Injection:
    """Read the same file by its quotes."""
    return reading(rng, "")
