"""Which keys were withdrawn is looked up in the cache, and without it whoever has a key is served as before.

Good because: a key is still compared, and whoever has none is refused; what is withdrawn for good leaves the
configuration.
Source: OWASP ASVS 5.0 16.5.3.
"""

from __future__ import annotations

from random import Random
from typing import Any

from defects.security.seh_19_unreachable_store_lets_everybody_in import looking_up, path_of
from proving.seed import Injection, Twin

TWIN = Twin("SEH-19", of="SEH-19-unreachable-store-lets-everybody-in", target="compose")


def inject(rng: Random) -> Injection:
    """Serve so."""
    return Injection(fact=path_of(rng), wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Go on with whom the key names."""
    return looking_up(app, lambda _, known: known)
