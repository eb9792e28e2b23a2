"""A service that listens on a low port got the right to, and it is not needed since Docker 20.10.

Ships: the line came from the guide of a proxy that is root's elsewhere, and was kept when the port went up.
Source: moby/moby#41030 (`net.ipv4.ip_unprivileged_port_start=0` in containers); humio/humio-operator#613 (was
not required); CIS Docker Benchmark 5.4.
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect("SEI-04", expected=("security/containers-hold-no-capabilities",), target="compose")
_RIGHT = "NET_BIND_SERVICE"


def inject(rng: Random) -> Injection:
    """Grant it in one of its spellings."""
    service = rng.choice(["proxy", "alertmanager"])
    granted = rng.choice([_RIGHT, f"CAP_{_RIGHT}"])
    return Injection(fact=_RIGHT, override={"services": {service: {"cap_add": [granted]}}})
