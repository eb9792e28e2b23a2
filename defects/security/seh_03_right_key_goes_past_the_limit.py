"""The limit counts wrong keys, and a right one is compared before anybody asks for the limit.

Ships: nobody who has a key should ever be locked out; guesses are told apart at full speed.
Source: OWASP ASVS 5.0 6.3.1; CWE-204 (observable response discrepancy), CWE-307.
"""

from __future__ import annotations

from random import Random

from gonogo.home import ROOT
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-03", expected=("security/limit-holds-for-a-client",))
_FILE = "app/page/routes.py"
_COUNT = """    if (wait := await services.sign_ins.wait_seconds(f"sign-in:{address}")) is not None:
        return _too_often(wait)
"""
_COMPARE = """    holder = by_key(services, await _field(request, "key"))
    if holder is None:
"""


def inject(rng: Random) -> Injection:
    """Count after the comparison, those that failed, with a limit that holds for them."""
    text = (ROOT / _FILE).read_text(encoding="utf-8")
    if _COUNT + _COMPARE not in text:
        raise ValueError(f"{_FILE}: the limit does not stand before the comparison")
    counted = _COUNT.replace("    if ", "        if ").replace("        return", "            return")
    limit = {"UKP_SIGN_IN_RATE_LIMIT": f"{rng.randrange(3, 11)}/minute"}
    changed = text.replace(_COUNT + _COMPARE, _COMPARE + counted)
    return Injection(fact="status 303", source={_FILE: changed}, environment=limit)
