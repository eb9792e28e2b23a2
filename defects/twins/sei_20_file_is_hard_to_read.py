"""A module begins with a mark of its encoding and has lines that look like a conflict.

Good because: they stand in a text, and the interpreter and the scanner read it alike.
Source: Python, "Encoding declarations".
"""

from __future__ import annotations

from random import Random

from defects.security.sei_20_file_cannot_be_parsed import exporting
from proving.seed import Injection, Twin

TWIN = Twin("SEI-20", of="SEI-20-file-cannot-be-parsed")


def inject(rng: Random) -> Injection:
    """Write about conflicts."""
    lines = f'HELP = """\n<<<<<<< HEAD\n=======\n>>>>>>> {rng.getrandbits(40):010x}\n"""\n'
    return exporting(rng, lines, encoding="# -*- coding: utf-8 -*-\n")
