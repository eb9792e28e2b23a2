"""Refused tokens are counted by the key that they name, which whoever forged them has chosen.

Ships: keys are rotated, and a graph is to show which clients still use the old one. The header of a token
can be read before its signature is looked at, so the graph works, and so does a loop of strangers without
any credential.
Source: Prometheus, instrumentation, "Do not overuse labels"; RFC 8725, 3.10 (do not trust received claims),
which names `kid`. General experience.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("MET-33", expected=("metrics/series-cardinality-is-bounded",), starred=True)

_READ = '''

def named_key(token: str) -> str:
    """Return the id of the key that a token names, of whatever use it is; `none` for what is no token."""
    try:
        return str(jwt.get_unverified_header(token).get("kid", "none"))
    except jwt.PyJWTError:
        return "none"


def _private('''
_VERIFIED = "    return None if claims is None else by_claims(services, claims)\n"
_REFUSED = """    if claims is None:
        services.metrics.refuse_token(named_key(presented))
        return None
    return by_claims(services, claims)
"""
_RECORD = "    def record(self, served: Served) -> None:\n"
_REFUSE = '''    def refuse_token(self, key: str) -> None:
        """Count a credential that opens nothing, by the key that it names."""
        self._refused.labels(key).inc()

'''
_LATEST = '        latest: Literal["livemostrecent"] = "livemostrecent"\n'


def inject(rng: Random) -> Injection:
    """Count them by a label of this name."""
    series, label = (
        rng.choice(("ukp_tokens_refused", "ukp_credentials_refused")),
        rng.choice(("kid", "key_id")),
    )
    counter = (
        f'        self._refused = Counter(\n            "{series}",\n'
        '            "Credentials that open nothing, by the key that they name.",\n'
        f'            ["{label}"],\n            registry=self._own,\n        )\n'
        '        self._refused.labels("none")\n'
    )
    return Injection(
        fact=series,
        source={
            **edited("app/security/tokens.py", ("\n\ndef _private(", _READ)),
            **edited(
                "app/api/auth.py",
                ("import API, Claims\n", "import API, Claims, named_key\n"),
                (_VERIFIED, _REFUSED),
            ),
            **edited("app/monitoring/metrics.py", (_LATEST, counter + _LATEST), (_RECORD, _REFUSE + _RECORD)),
        },
    )
