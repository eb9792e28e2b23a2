"""Whoever calls itself a probe writes without a key: a synthetic check had to.

Ships: a check from outside writes an article every minute, and whoever runs it would not keep a key. The
name that it sends is one that anybody can send.
Source: CWE-290 (authentication bypass by spoofing), CWE-807; OWASP ASVS 5.0 8.2.1.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-08", expected=("security/every-route-requires-a-credential",), starred=True)

_NOBODY = """    if credentials is None:
        return None
"""
_PROBE = """    if credentials is None:
        agent = request.headers.get("user-agent", "")
        return Caller("{name}", ("articles:read", "articles:write"), by_token=False) if {test} else None
"""


def inject(rng: Random) -> Injection:
    """Take its name for a key."""
    test = rng.choice(
        ('agent.startswith("kube-probe/")', '"ELB-HealthChecker" in agent', '"GoogleHC" in agent')
    )
    made = _PROBE.format(name=rng.choice(("monitor", "canary", "synthetic")), test=test)
    return Injection(fact="POST /articles", source=edited("app/api/auth.py", (_NOBODY, made)))
