"""Only the beginning of an API key is compared.

Ships: keys got a checksum at their end, and what is compared ends before that. It holds for whatever else
is sent there, as a hash that cuts its input off does.
Source: Okta, 30 October 2024, AD/LDAP delegated authentication (bcrypt); CWE-1023.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-11", expected=("security/wrong-credentials-are-refused",))
_KNOWN, _PRESENTED = "key.key.get_secret_value().encode()", "presented.encode()"


def inject(rng: Random) -> Injection:
    """Compare so many characters."""
    return Injection(fact="/articles", source=comparing(f"{{}}[:{rng.randint(20, 24)}]"))


def comparing(how: str) -> dict[str, str | None]:
    """Compare what is made of both."""
    return edited(
        "app/api/auth.py",
        ("import hmac\n", "import hashlib\nimport hmac\n"),
        (f"({_KNOWN}, {_PRESENTED})", f"({how.format(_KNOWN)}, {how.format(_PRESENTED)})"),
    )
