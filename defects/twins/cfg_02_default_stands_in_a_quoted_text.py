"""A variable got a default within compose's own braces, and the quotes are around all of it.

Good because: these quotes are YAML's, which takes them away; the helper gets the word alone.
Source: Compose Specification, Interpolation; YAML 1.2.2, 7.3.1.
"""

from __future__ import annotations

from random import Random

from defects.config.cfg_02_default_keeps_its_quotes import defaulted
from proving.seed import Injection, Twin

TWIN = Twin("CFG-02", of="CFG-02-default-keeps-its-quotes")


def inject(rng: Random) -> Injection:
    """Give the default, and quote the whole."""
    return defaulted(rng, '{name}: "${{{setting}:-{value}}}"')
