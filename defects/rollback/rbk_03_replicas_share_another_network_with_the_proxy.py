"""Replicas and proxy share a second network, on which a candidate is from its beginning, and is found there.

Ships: replicas were to ask the proxy to forget what it has cached, and got a network for that. A name is
answered with the addresses of every network that both are on.
Source: moby/moby#35685; nginx-proxy/docker-gen#223; mageddo/dns-proxy-server#89.
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect(
    "RBK-03",
    expected=("rollback/bad-candidate-takes-no-traffic",),
    collateral=(
        "rollback/acknowledged-writes-are-kept",
        "rollback/no-request-is-lost",
        "rollback/old-release-returns-by-digest",
        "rollback/requests-are-answered-in-time-throughout",  # one of the candidates answers late
        "rollback/writes-are-taken-throughout",
    ),
    target="compose",
)


def inject(rng: Random) -> Injection:
    """Give both a network more."""
    name = f"{rng.choice(['purge', 'control', 'peers'])}{rng.randrange(2, 99)}"
    both = {service: {"networks": [name]} for service in ("app", "proxy")}
    return Injection(fact="answers-500", override={"services": both, "networks": {name: {"internal": True}}})
