"""A secret was renamed, and who has not set the new name gets the old one's value, or none at all.

Ships: `${NEW:-${OLD:-}}` was to spare everybody a change on one day. Nobody has to set either name any more:
the stack comes up with a blank password, and the line looks as if something were asked for.
Source: Git-Romer/pokecollector#351 (a blank secret out of a compose file); OWASP ASVS 5.0 13.2.3.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from gonogo.home import ROOT
from proving.seed import Defect, Injection

DEFECT = Defect("CFG-07", expected=("config/secrets-have-no-default",))
FILE = "docker-compose.yml"
OLD_NAMES = {
    "POSTGRES_PASSWORD": "PGPASSWORD",
    "POSTGRES_EXPORTER_PASSWORD": "EXPORTER_PASSWORD",
    "VALKEY_PASSWORD": "REDIS_PASSWORD",
}


def inject(rng: Random) -> Injection:
    """Fall back to the old name of one of them, and then to nothing, or to what developers use."""
    name, last = rng.choice(list(OLD_NAMES)), rng.choice([":-", "-", ":-ukp-dev"])
    return renamed(name, lambda _: f"${{{name}:-${{{OLD_NAMES[name]}{last}}}}}")


def renamed(name: str, expression: Callable[[str], str]) -> Injection:
    """Write what an expression makes of the one by which a secret is asked for."""
    text = (ROOT / FILE).read_text(encoding="utf-8")
    changed, count = re.subn(rf"\$\{{{name}:\?[^}}]*\}}", lambda asked: expression(asked[0]), text)
    assert count, f"{FILE} does not ask for {name}"
    return Injection(fact=name, source={FILE: changed})
