"""The proxy finds a candidate before anybody found it good.

Ships: the proxy was put on the network of the monitoring as well, and looks for the replicas there; the name
of the release is answered on that network from the moment a candidate runs.
Source: moby/libnetwork#2137.
"""

from __future__ import annotations

from random import Random

from gonogo.home import ROOT
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
_CONFIGURATION = ROOT / "deploy" / "proxy" / "haproxy.cfg"
_ADDRESS = " app:8000 "


def inject(rng: Random) -> Injection:
    """Ask for the replicas by a network on which candidates start: the engine answers NAME.NETWORK."""
    network, variable = rng.choice(["observe", "data"]), rng.choice(["REPLICAS", "BACKEND", "UPSTREAM"])
    configuration = _CONFIGURATION.read_text(encoding="utf-8")
    if _ADDRESS not in configuration:
        raise ValueError(f"{_CONFIGURATION}: there is no {_ADDRESS!r} to replace")
    proxy = {
        "networks": ["edge", "meter", network],
        "environment": {variable: f"app.${{COMPOSE_PROJECT_NAME}}_{network}"},
        "volumes": ["{folder}/haproxy.cfg:/etc/haproxy/haproxy.cfg:ro"],
    }
    return Injection(
        fact="answers-500",
        override={"services": {"proxy": proxy}},
        files={"haproxy.cfg": configuration.replace(_ADDRESS, f' "${{{variable}}}:8000" ')},
    )
