"""A list selects what its pager needs, and an article is made of the whole row.

Good because: the model of an article leaves out what it does not know.
Source: Pydantic, "Extra data" (`extra="ignore"`, the default); OWASP ASVS 5.0 15.3.1.
"""

from __future__ import annotations

from random import Random

from defects.security.seh_10_column_of_the_pager_goes_along import paging
from proving.seed import Injection, Twin

TWIN = Twin("SEH-10", of="SEH-10-column-of-the-pager-goes-along")


def inject(rng: Random) -> Injection:
    """Leave it out."""
    return paging(rng, "ignore")
