"""The health page is there for people as well, and only a browser, which asks for HTML first, gets it.

Good because: what is offered first is the answer for programs, and that is what `*/*` and no header at all
mean.
Source: RFC 9110, 12.5.1.
"""

from __future__ import annotations

from random import Random

from defects.health.hlt_06_page_for_people_is_offered_first import offering
from proving.seed import Injection, Twin

TWIN = Twin("HLT-06", of="HLT-06-page-for-people-is-offered-first")


def inject(rng: Random) -> Injection:
    """Offer the page second."""
    return offering(rng, '(MEDIA_TYPE, "text/html")')
