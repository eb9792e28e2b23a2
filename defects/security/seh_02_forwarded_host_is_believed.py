"""The host that a proxy is said to have been asked by goes before Host, whoever wrote it.

Ships: links named the container until the service read that header; the proxy passes on what clients write.
Source: CWE-346, CWE-644; RFC 7239, 8.1; OWASP WSTG-INPV-17.
"""

from __future__ import annotations

from random import Random

from gonogo.home import ROOT
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-02", expected=("security/foreign-hosts-are-refused",))
_FILE = "app/api/hosts.py"
_HOST = 'if name == b"host"]'
_HEADERS = ["X-Forwarded-Host", "X-Host", "X-Original-Host"]


def inject(rng: Random) -> Injection:
    """Compare that header with the list, and Host where there is none."""
    text = (ROOT / _FILE).read_text(encoding="utf-8")
    if _HOST not in text:
        raise ValueError(f"{_FILE}: there is no {_HOST!r} to replace")
    header = rng.choice(_HEADERS).lower().encode()
    said = f"[value.decode('latin-1') for name, value in scope['headers'] if name == {header!r}]"
    first = f"{_HOST}\n        named = {said} or named"
    return Injection(fact="and ukp.example", source={_FILE: text.replace(_HOST, first)})
