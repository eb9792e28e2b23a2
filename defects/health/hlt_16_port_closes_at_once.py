"""Told to stop, a process closes its port at once.

Ships: the server's own graceful shutdown was taken for a drain.
Source: kubernetes/kubernetes#86280, #43576; Kubernetes KEP-3960.
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect(
    "HLT-16",
    expected=("health/connections-are-taken-while-it-drains",),
    collateral=("health/readiness-fails-while-it-drains",),
)


def inject(rng: Random) -> Injection:
    """Leave the window out, or as good as out."""
    seconds = rng.choice(["0", "0.0", "0.05"])
    return Injection(fact="refused x", environment={"UKP_DRAIN_SECONDS": seconds})
