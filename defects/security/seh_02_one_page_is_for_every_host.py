"""The list holds for all of the service but one page, which was to be reached by whatever name.

Ships: monitoring asked by the address of a machine, or a partner's domain pointed here, and the page was
exempted by its path instead of the name being listed.
Source: CWE-346, CWE-1220; OWASP WSTG-INPV-17.
"""

from __future__ import annotations

from random import Random

from gonogo.home import ROOT
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-02", expected=("security/foreign-hosts-are-refused",))
_FILE = "app/api/hosts.py"
_ASKED = 'if scope["type"] != "http" or'


def inject(rng: Random) -> Injection:
    """Exempt it."""
    path = rng.choice(["/version", "/"])
    return Injection(fact=f"{path} by", source=exempting(f'scope["path"] == "{path}"'))


def exempting(condition: str) -> dict[str, str]:
    """Return the release's file without the list where a condition holds."""
    text = (ROOT / _FILE).read_text(encoding="utf-8")
    if _ASKED not in text:
        raise ValueError(f"{_FILE}: there is no {_ASKED!r} to replace")
    return {_FILE: text.replace(_ASKED, f"{_ASKED} {condition} or")}
