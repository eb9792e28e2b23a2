"""A new process is ready before it has the set of keys by which tokens are checked, and refuses them all.

Ships: keys are to rotate without a new roll-out, so that the interface checks by the published set, which a
timer fetches. Its first turn is an interval after the start, and nobody told readiness of it: clients with a
key of their own are served, those with a token are strangers.
Source: Kubernetes, "Configure Liveness, Readiness and Startup Probes"; RFC 7517; Envoy, JWT authentication
(`async_fetch`, `fast_listener`).
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "HLT-15",
    expected=("health/ready-means-it-serves",),
    collateral=("security/token-holds-everywhere",),  # whoever is quick is refused by the first ones as well
)
_KEYS = "        self._keys = {key.kid: _private(key) for key in keys}\n"
_CHOSEN = '            key = self._keys.get(str(header.get("kid")))\n'


def inject(rng: Random) -> Injection:
    """Have a timer fetch them."""
    seconds = rng.uniform(2.0, 3.0)
    return checking(f"        threading.Timer({seconds:.2f}, self._published.update, [self._keys]).start()\n")


def checking(fetched: str) -> Injection:
    """Check tokens of the interface by a set of their own, which is fetched as given."""
    published = f"{_KEYS}        self._published: dict[str, Ed25519PrivateKey] = {{}}\n{fetched}"
    chosen = (
        "            known = self._published if audience == API else self._keys\n"
        '            key = known.get(str(header.get("kid")))\n'
    )
    source = edited(
        "app/security/tokens.py",
        ("import secrets\nimport time\n", "import secrets\nimport threading\nimport time\n"),
        (_KEYS, published),
        (_CHOSEN, chosen),
    )
    return Injection(fact="401", replicas=2, source=source)
