"""Clients of one team, which their names begin with, change each other's articles.

Good because: a client whose name has no dash is a team of its own, and nobody else is in it.
Source: Python, str.rpartition; OWASP API1:2023.
"""

from __future__ import annotations

from random import Random

from defects.security.seh_07_lone_names_are_one_team import in_teams
from proving.seed import Injection, Twin

TWIN = Twin("SEH-07", of="SEH-07-lone-names-are-one-team")


def inject(rng: Random) -> Injection:
    """Take the whole name where there is no dash."""
    return in_teams(rng, '{client}.rpartition("-")[0] or {client}')
