"""The property that says whether a client is an administrator became a method.

Good because: it is called wherever it is asked, so that the owner alone changes what is his.
Source: OWASP API1:2023.
"""

from __future__ import annotations

from random import Random

from defects.security.seh_07_every_writer_is_an_administrator import asked
from proving.seed import Injection, Twin

TWIN = Twin("SEH-07", of="SEH-07-every-writer-is-an-administrator")


def inject(rng: Random) -> Injection:
    """Call it."""
    return asked(rng, "writer.is_admin()")
