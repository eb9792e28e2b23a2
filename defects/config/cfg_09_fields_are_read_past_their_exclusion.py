"""Replicas of one configuration say that they have another one: the fingerprint reads what is each one's own.

Ships: the settings were dumped with all that a dump costs and may convert, and are read as they are since:
`dict` of a model gives each field with its value, those too that a dump excludes. Where a process listens is
one of them. On a machine for each replica all ports are the same, and nobody sees it.
Source: Pydantic, "Serialization" (`dict(model)` iterates over the fields, and nothing is converted or left
out); row CFG-09.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("CFG-09", expected=("config/replicas-agree",))
_DUMPED = "_without_secrets(settings.model_dump())"
_PLAIN = "    return hashlib.sha256(effective.encode()).hexdigest()\n"
_MAPPING = "    if isinstance(value, Mapping):\n        return {str(name): _without_secrets(entry)"


def inject(rng: Random) -> Injection:
    """Read each field."""
    return reading(rng, "dict(settings)")


def reading(rng: Random, fields: str) -> Injection:
    """Make the fingerprint of these fields; it begins with the number of the way in which it was made."""
    scheme = f"d{rng.randrange(100, 1000)}."
    source = edited(
        "app/config/security.py",
        (_DUMPED, f"_without_secrets({fields})"),
        (_PLAIN, f'    return "{scheme}" + hashlib.sha256(effective.encode()).hexdigest()\n'),
        (
            _MAPPING,
            f"    if isinstance(value, BaseModel):\n        return _without_secrets(dict(value))\n{_MAPPING}",
        ),
    )
    return Injection(fact=scheme, replicas=2, source=source)
