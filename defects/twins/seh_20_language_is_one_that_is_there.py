"""What a browser would rather read is the name of a folder.

Good because: it is one of the folders that are there; what is none of them is no part of a path.
Source: OWASP ASVS 5.0 5.3.2.
"""

from __future__ import annotations

from random import Random

from defects.security.seh_20_language_is_a_folder import translating
from proving.seed import Injection, Twin

TWIN = Twin("SEH-20", of="SEH-20-language-is-a-folder")


def inject(rng: Random) -> Injection:
    """Look into the folder of a language that has one."""
    return translating(rng, "language not in {it.name for it in _FOLDER.iterdir() if it.is_dir()}")
