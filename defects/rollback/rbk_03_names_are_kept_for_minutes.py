"""The proxy resolves the replicas' name again, but only after minutes.

Ships: the engine's name server was asked twice a second for what never changes, so that both periods were
set to what is usual for names of the Internet. Nobody finds the replicas of a new release before that.
Source: HAProxy 3.0 configuration manual, resolvers, `hold valid` and `timeout resolve`; dify issue 40808;
row RBK-03.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "RBK-03",
    expected=("rollback/no-request-is-lost",),
    collateral=(
        "rollback/acknowledged-writes-are-kept",
        "rollback/assets-are-there-at-either-release",
        "rollback/bad-candidate-takes-no-traffic",
        "rollback/old-release-returns-by-digest",
        "rollback/repeated-write-happens-once",
        "rollback/replica-stops-gracefully",
        "rollback/requests-are-answered-in-time-throughout",
        "rollback/writes-are-answered-in-time-throughout",
        "rollback/writes-are-taken-throughout",
    ),
    target="compose",
    starred=True,
)


def inject(rng: Random) -> Injection:
    """Keep an answer for minutes."""
    period = rng.choice(["5m", "10m", "15m", "300s", "600s"])
    source = edited(
        "deploy/proxy/haproxy.cfg",
        ("    timeout resolve 500ms\n", f"    timeout resolve {period}\n"),
        ("    hold valid 500ms\n", f"    hold valid {period}\n"),
    )
    return Injection(fact="503", source=source)
