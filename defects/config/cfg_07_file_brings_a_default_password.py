"""The compose file brings a value for a secret that nobody set.

Ships: it saved each developer a line, and the file is the same in production.
Source: OWASP ASVS 5.0 13.2.3; gitcoinco/web#3159.
"""

from __future__ import annotations

import re
from random import Random

from gonogo.home import ROOT
from proving.seed import Defect, Injection

DEFECT = Defect("CFG-07", expected=("config/secrets-have-no-default",))
FILE = "docker-compose.yml"


def inject(rng: Random) -> Injection:
    """Give one of them a default, or let it be blank."""
    name = rng.choice(["POSTGRES_PASSWORD", "POSTGRES_EXPORTER_PASSWORD", "VALKEY_PASSWORD"])
    default = rng.choice([":-ukp", ":-changeme", "-postgres", ""])
    text = (ROOT / FILE).read_text(encoding="utf-8")
    return Injection(
        fact=name, source={FILE: re.sub(rf"\$\{{{name}:\?[^}}]*\}}", f"${{{name}{default}}}", text)}
    )
