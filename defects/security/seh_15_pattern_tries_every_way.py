"""A pattern with a repetition in a repetition looks at a header, and tries each way to divide its letters.

Ships: it came from an answer on the web, and matches every example at once; what does not match takes twice
as long with each letter.
Source: CWE-1333; CVE-2020-5236 (waitress, 31 bytes of a header); OWASP, Regular expression Denial of Service.
"""

from __future__ import annotations

import re
from random import Random
from typing import Any

from defects.security.seh_15_odd_header_ends_the_process import reading
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-15", expected=("security/no-input-holds-up-the-next-client",))
_LETTERS = 28  # as much as the column of its table takes
_PRODUCT = re.compile(rb"(\w+\s?)+/")


def _header(rng: Random) -> str:
    return rng.choice(["User-Agent", "Referer", "Accept-Language"])


def inject(rng: Random) -> Injection:
    """Look at that header."""
    return Injection(fact=_header(rng), wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Take the product's name out of it."""
    return reading(app, _header(rng), lambda value: _PRODUCT.match(value[:_LETTERS]), lambda: None)
