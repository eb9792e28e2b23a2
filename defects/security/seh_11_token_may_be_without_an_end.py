"""The verifier of tokens checks an end where there is one, and asks for none.

Ships: a token of a batch job had no `exp`, and the list of required claims was cut until it passed.
Source: RFC 9068, 2.2 (exp is required); OWASP ASVS 5.0 9.2.1.
"""

from __future__ import annotations

from random import Random

from gonogo.home import ROOT
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-11", expected=("security/invalid-claims-are-refused",))
_FILE = "app/security/tokens.py"
_REQUIRED, _END = '"nbf", "exp", "jti"]', 'int(said["exp"])'


def inject(rng: Random) -> Injection:
    """Serve with that verifier; what it takes for the end of such a token differs."""
    text = (ROOT / _FILE).read_text(encoding="utf-8")
    if _REQUIRED not in text or _END not in text:
        raise ValueError(f"{_FILE}: {_REQUIRED} and {_END} stand elsewhere")
    never = rng.choice(["2**31", "2**40", "4_102_444_800"])
    changed = text.replace(_REQUIRED, '"nbf", "jti"]').replace(_END, f'int(said.get("exp", {never}))')
    return Injection(fact="with no exp", source={_FILE: changed})
