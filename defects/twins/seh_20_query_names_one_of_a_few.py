"""A stylesheet's theme is the file that its query names.

Good because: the name is looked up among those of the folder, read at the start, and is no part of a path.
Source: OWASP ASVS 5.0 5.3.2.
"""

from __future__ import annotations

from random import Random

from defects.security.seh_20_query_names_the_file import themed
from proving.seed import Injection, Twin

TWIN = Twin("SEH-20", of="SEH-20-query-names-the-file")


def inject(rng: Random) -> Injection:
    """Look it up among the files that are there."""
    look = """    there = {path.name: path for path in _THEMES.iterdir() if path.suffix == ".css"}
    return there[file].read_bytes() if file in there else None
"""
    return themed(rng, look)
