"""The fingerprint of the configuration is made of fields, without a dump.

Good because: what is excluded from a dump is left out here too; where a process listens is its own.
Source: Pydantic, "Fields" (`FieldInfo.exclude`).
"""

from __future__ import annotations

from random import Random

from defects.config.cfg_09_fields_are_read_past_their_exclusion import reading
from proving.seed import Injection, Twin

TWIN = Twin("CFG-09", of="CFG-09-fields-are-read-past-their-exclusion")
_FIELDS = (
    "{name: getattr(settings, name) for name, field in type(settings).model_fields.items()"
    " if not field.exclude}"
)


def inject(rng: Random) -> Injection:
    """Leave them out."""
    return reading(rng, _FIELDS)
