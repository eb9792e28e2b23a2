"""Each replica signs in its own name, and takes what was signed in that name alone.

Ships: the issuer of a token has to be an address, and where none was set it is the host that the process
finds itself on. The key is everybody's, and with one replica nobody saw it.
Source: keycloak/keycloak#26017 and #27660 (an issuer that follows the host is refused by another one); RFC
7519, 4.1.1.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("CFG-08", expected=("security/token-holds-everywhere",), target="compose")
_LONGEST = "LONGEST = 4096\n"


def inject(rng: Random) -> Injection:
    """Draw how the address is put together."""
    before = rng.choice(["http://", "urn:ukp:", "https://"])
    source = edited(
        "app/security/tokens.py",
        ("import secrets\n", "import secrets\nimport socket\n"),
        (_LONGEST, f'{_LONGEST}ISSUER = f"{before}{{socket.gethostname()}}"\n'),
        ('"iss": SERVICE', '"iss": ISSUER'),
        ("issuer=SERVICE", "issuer=ISSUER"),
    )
    return Injection(fact="status 401", source=source)
