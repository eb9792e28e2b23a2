"""The model has a property that only the service needs.

Good because: nothing makes it part of a serialisation.
Source: Pydantic, "Computed fields".
"""

from __future__ import annotations

from random import Random

from defects.security.seh_10_property_is_serialised import having
from proving.seed import Injection, Twin

TWIN = Twin("SEH-10", of="SEH-10-property-is-serialised")


def inject(rng: Random) -> Injection:
    """Leave it a plain property."""
    return having(rng, "")
