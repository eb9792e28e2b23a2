"""The verifier of tokens looks at the signature, and not at one of the claims.

Ships: an option was switched off for a test whose token is from last year, or for a second service's tokens.
Source: RFC 8725, 2.7 and 2.8 (substitution, cross-JWT confusion); OWASP ASVS 5.0 9.2.1 to 9.2.3.
"""

from __future__ import annotations

from random import Random

from gonogo.home import ROOT
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-11", expected=("security/invalid-claims-are-refused",))
_FILE = "app/security/tokens.py"
_OPTIONS = '"strict_aud": True'
_CLAIMS = ["exp", "nbf", "aud", "iss"]


def inject(rng: Random) -> Injection:
    """Serve with that verifier."""
    claim = rng.choice(_CLAIMS)
    return loosened(f'"verify_{claim}": False', f" {claim}")


def loosened(option: str, fact: str) -> Injection:
    """Put an option into the call that verifies."""
    text = (ROOT / _FILE).read_text(encoding="utf-8")
    if _OPTIONS not in text:
        raise ValueError(f"{_FILE}: there is no {_OPTIONS} to stand after")
    return Injection(fact=fact, source={_FILE: text.replace(_OPTIONS, f"{_OPTIONS}, {option}")})
