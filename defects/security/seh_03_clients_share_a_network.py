"""The limit counts by the client's network, of so many bits of IPv6 that all addresses of IPv4 are in one.

Ships: a household has a network of IPv6, and the same line is right for IPv4 as far as a test with one
client can tell.
Source: GHSA-46wh-pxpv-q5gq, CVE-2026-30827 (express-rate-limit); RFC 4291, 2.5.5.2.
"""

from __future__ import annotations

from random import Random

from gonogo.home import ROOT
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-03", expected=("security/one-client-does-not-spend-the-limit-of-another",))
FACT = "wrong key by another"
_FILE = "app/page/routes.py"
_KEY = 'f"sign-in:{address}"'
_IMPORT = "from typing import Any\n"


def inject(rng: Random) -> Injection:
    """Count so."""
    bits = rng.choice([48, 56, 64])
    mapped = 'f"::ffff:{address}"'
    return Injection(
        fact=FACT,
        source=counting_by(f"str(ipaddress.ip_network(({mapped}, {bits}), strict=False))", "ipaddress"),
    )


def counting_by(expression: str, module: str = "") -> dict[str, str]:
    """Return the release's file with another key of the limit, and a module imported for it."""
    text = (ROOT / _FILE).read_text(encoding="utf-8")
    if _KEY not in text or _IMPORT not in text:
        raise ValueError(f"{_FILE}: there is no {_KEY!r} to replace")
    imported = f"import {module}\n{_IMPORT}" if module else _IMPORT
    return {_FILE: text.replace(_KEY, expression).replace(_IMPORT, imported)}
