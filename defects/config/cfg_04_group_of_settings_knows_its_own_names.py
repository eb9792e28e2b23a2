"""A misspelt variable of one group of settings is ignored, and the default is used.

Ships: the settings are divided, and a group gets a model with a prefix of its own. The check of unknown
names leaves that prefix to the model, whose reader of the environment takes what it knows and no notice of
the rest.
Source: pydantic/pydantic-settings#895.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("CFG-04", expected=("config/unknown-variable-is-refused",))


def inject(rng: Random) -> Injection:
    """Leave one prefix to a model that forbids nothing."""
    group = rng.choice(["UKP_DATABASE_", "UKP_IMPORT_"])
    changed = edited(
        "app/config/refusal.py",
        (
            "def _misnamed(",
            (
                f'_OTHERS = ("{group}",)\n'
                '"""Prefixes whose names are for a model of their own."""\n\n\ndef _misnamed('
            ),
        ),
        (
            "if name.upper().startswith(PREFIX) and name not in VARIABLES)",
            (
                "if name.upper().startswith(PREFIX) and not name.upper().startswith(_OTHERS)\n"
                "        and name not in VARIABLES)"
            ),
        ),
    )
    return Injection(fact=group, source=changed)
