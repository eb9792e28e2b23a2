"""The type of a client's rights takes null, and what looks at them behind it refuses that.

Good because: a list with null for the rights ends the start, naming the variable, so that no replica runs.
Source: pydantic, field validators ("after" the type's own check); row CFG-13 of the catalogue.
"""

from __future__ import annotations

from random import Random

from defects.config.cfg_13_rights_may_be_null import with_rights_of_null
from proving.seed import Injection, Twin

TWIN = Twin("CFG-13", of="CFG-13-rights-may-be-null")


def inject(rng: Random) -> Injection:
    """Refuse null in words of its own, whatever they are."""
    said = rng.choice(["a client without rights", "rights are missing", "name at least one right"])
    checked = f"""
    @field_validator("scopes")
    @classmethod
    def _given(cls, scopes: tuple[Scope, ...] | None) -> tuple[Scope, ...]:
        if scopes is None:
            raise ValueError({said!r})
        return scopes

"""
    return Injection(fact="UKP_API_KEYS", source=with_rights_of_null(rng, checked))
