"""That an article may be changed is remembered for a moment, by its id and by who was asked about.

Good because: nobody goes on by what was found out about somebody else, and an article never changes its
owner.
Source: OWASP API1:2023, broken object level authorization.
"""

from __future__ import annotations

from random import Random

from defects.security.seh_07_right_is_remembered_for_the_object import remembered
from proving.seed import Injection, Twin

TWIN = Twin("SEH-07", of="SEH-07-right-is-remembered-for-the-object")


def inject(rng: Random) -> Injection:
    """Remember the id and the client."""
    return remembered(rng, "article_id, client")
