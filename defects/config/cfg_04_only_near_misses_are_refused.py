"""A variable of the release's own prefix is refused only where it looks like a known one.

Ships: the refusal was written for typing errors. What an older release knew, and what another team named
by itself, looks like nothing, and is passed over in silence.
Source: pydantic/pydantic-settings#895.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("CFG-04", expected=("config/unknown-variable-is-refused",))
_ALL = "return [Problem(name, _unknown(name)) for name in unknown]"
_NEAR = "return [Problem(name, said) for name in unknown if 'did you mean' in (said := _unknown(name))]"


def inject(_rng: Random) -> Injection:
    """Refuse near misses alone."""
    return Injection(fact="UKP_", source=edited("app/config/refusal.py", (_ALL, _NEAR)))
