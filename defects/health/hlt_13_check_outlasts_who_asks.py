"""A check of readiness may take longer than anybody waits for its answer.

Ships: a slow minute of the database had failed the checks of all replicas, so that their deadline was raised.
Whoever probes gives up after a second: where the database hangs there is no answer any more, but silence.
Source: Chef Supermarket, 2014 (danluu/post-mortems); row HLT-13 of the catalogue.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "HLT-13",
    expected=("health/probes-answer-during-hang",),
    collateral=("health/readiness-follows-hang", "health/broken-replica-is-taken-out"),
    target="compose",
)
_OLD = "CHECK_TIMEOUT_SECONDS = 0.6\n"


def inject(rng: Random) -> Injection:
    """Give a check some seconds."""
    return patient(rng.choice([2.5, 3.0, 4.0, 5.0]))


def patient(seconds: float) -> Injection:
    """Change the deadline of one check."""
    return Injection(
        fact="readiness",
        source=edited("app/config/monitoring.py", (_OLD, f"CHECK_TIMEOUT_SECONDS = {seconds}\n")),
    )
