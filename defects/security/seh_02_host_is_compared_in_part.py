"""A host is compared with the list by its beginning, by its end, or by a pattern whose dots take any letter.

Ships: the list was to take in ports, sub-domains or wildcards, and each of them in one line. Every host that
the service's own people ask by is taken as before.
Source: CVE-2026-25479 (litestar), CWE-625, CWE-20; OWASP WSTG-INPV-17.
"""

from __future__ import annotations

from random import Random

from gonogo.home import ROOT
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-02", expected=("security/foreign-hosts-are-refused",))
_FILE = "app/config/hosts.py"
_WHOLE = "host in self._names"
_PARTS = {
    "host.endswith(tuple(self._names))": "eukp.example",
    "host.startswith(tuple(self._names))": "ukp.example.e",
    'any(re.fullmatch(name.replace("*", ".*"), host) for name in self._names)': "ukpxexample",
}
"""A comparison, and what a host has in it that is taken so."""


def inject(rng: Random) -> Injection:
    """Compare so."""
    comparison = rng.choice(list(_PARTS))
    return Injection(fact=_PARTS[comparison], source=comparing(comparison))


def comparing(expression: str) -> dict[str, str]:
    """Return the release's file with another comparison."""
    text = (ROOT / _FILE).read_text(encoding="utf-8")
    if _WHOLE not in text:
        raise ValueError(f"{_FILE}: there is no {_WHOLE!r} to replace")
    return {_FILE: text.replace(_WHOLE, expression)}
