"""A page's canonical link is made of a base URL, and what the request says of the host is told beside it.

Good because: nobody follows a name that stands in a query.
Source: CWE-640; RFC 6596.
"""

from __future__ import annotations

from random import Random
from typing import Any

from defects.security.seh_02_link_follows_a_header import header_of, linking
from proving.seed import Injection, Twin

TWIN = Twin("SEH-02", of="SEH-02-link-follows-a-header")


def inject(rng: Random) -> Injection:
    """Read that header."""
    return Injection(fact=header_of(rng), wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Link to the service's own host, and tell the one that was said."""
    header = header_of(rng)
    return linking(app, lambda headers: f"ukp.example/?asked={headers.get(header, 'none')}", rng)
