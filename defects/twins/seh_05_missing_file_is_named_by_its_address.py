"""The answer to a file that is not there says which one was asked for.

Good because: it is the address, which whoever asks has written himself, and not where the files lie.
Source: RFC 9457, 3.1.5 (instance); OWASP ASVS 5.0 16.5.1.
"""

from __future__ import annotations

from random import Random

from defects.security.seh_05_missing_file_is_named_by_its_path import telling
from proving.seed import Injection, Twin

TWIN = Twin("SEH-05", of="SEH-05-missing-file-is-named-by-its-path")


def inject(rng: Random) -> Injection:
    """Answer with the address."""
    words = rng.choice(["no such file", "cannot open", "file not found"])
    return telling(f'f"{words}: /assets/{{name}}"')
