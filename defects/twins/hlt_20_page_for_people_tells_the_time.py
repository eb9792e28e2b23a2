"""Who asks for the health page with a browser gets a page, with a foot below the states.

Good because: it says how many there are, and nothing of where they run.
Source: OWASP ASVS 5.0 13.4.5 and 13.4.6.
"""

from __future__ import annotations

from random import Random

from defects.health.hlt_20_page_for_people_names_its_node import paged
from proving.seed import Injection, Twin

TWIN = Twin("HLT-20", of="HLT-20-page-for-people-names-its-node")


def inject(rng: Random) -> Injection:
    """Know the node, and keep it."""
    word = rng.choice(["checks", "parts", "states"])
    return paged(f"node-{rng.randrange(100, 1000)}.internal", f'f"<p>{{len(checks)}} {word}</p>"', "")
