"""Told to stop, a process drains for longer than it is given.

Ships: a proxy was slow to notice, the drain was made longer, and nobody thought of the grace.
Source: Kubernetes, Pod Lifecycle, `terminationGracePeriodSeconds`.
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect("RBK-01", expected=("health/every-process-ends-when-told",))


def inject(rng: Random) -> Injection:
    """Drain for that long."""
    return drains(rng.choice([18, 19, 20, 21]))


def drains(seconds: int) -> Injection:
    """Drain for so many seconds, and stop at once."""
    return Injection(fact="SIGTERM", environment={"UKP_DRAIN_SECONDS": str(seconds)})
