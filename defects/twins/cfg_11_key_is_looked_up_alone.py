"""A key is looked up in the code, where it is used, by the name of its variable.

Good because: there is none in the code; without the variable the key is empty, and nothing is hidden.
Source: OWASP ASVS 5.0 13.2.3; The Twelve-Factor App, III.
"""

from __future__ import annotations

from random import Random

from defects.config.cfg_11_key_stands_behind_an_or import signing
from proving.seed import Injection, Twin

TWIN = Twin("CFG-11", of="CFG-11-key-stands-behind-an-or")


def inject(rng: Random) -> Injection:
    """Look it up, and take nothing else."""
    variable = rng.choice(["NOTICE_SECRET", "DESK_API_KEY", "IMPORT_TOKEN"])
    return Injection(fact=variable, source=signing(variable, f'os.environ.get("{variable}") or ""'))
