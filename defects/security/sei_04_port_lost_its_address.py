"""A port that was for this machine is published on every address of it.

Ships: the compose file was brought into the short form, and `127.0.0.1::9090` became `9090`. Docker publishes
in front of the host's firewall, so that `ufw` does not hold it back.
Source: Docker, "Packet filtering and firewalls" (published ports bypass ufw); moby/moby#4737;
pubky/pubky-nexus#676; CIS Docker Benchmark 5.14.
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection, Replaced

DEFECT = Defect("SEI-04", expected=("security/ports-are-published-as-promised",), target="compose")
_PORTS = {"prometheus": 9090, "alertmanager": 9093}


def inject(rng: Random) -> Injection:
    """Write one of them in one of the short forms."""
    service = rng.choice(list(_PORTS))
    port = _PORTS[service]
    short = rng.choice([f"{port}", f"{port}/tcp", {"target": port, "protocol": "tcp", "mode": "host"}])
    return Injection(fact=service, override={"services": {service: {"ports": Replaced([short])}}})
