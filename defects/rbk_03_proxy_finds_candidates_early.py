"""The proxy finds a candidate before anybody found it good.

Ships: the proxy was put on the network of the monitoring as well, so that it could be scraped there; the name
of the release is answered on that network from the moment a candidate runs.
Source: moby/libnetwork#2137.
"""

from __future__ import annotations

from random import Random

from defects.seed import Defect, Injection

DEFECT = Defect(
    "RBK-03",
    expected=("rollback/bad-candidate-takes-no-traffic",),
    collateral=(
        "rollback/acknowledged-writes-are-kept",
        "rollback/no-request-is-lost",
        "rollback/old-release-returns-by-digest",
        "rollback/writes-are-taken-throughout",
    ),
    target="compose",
)


def inject(rng: Random) -> Injection:
    """Join the proxy to a network on which candidates start."""
    network = rng.choice(["observe", "data"])
    return Injection(
        fact="answers-500",
        override={"services": {"proxy": {"networks": ["edge", "meter", network]}}},
    )
