"""A service sends its log away over the network, and the engine keeps a copy beyond what is promised.

Ships: nothing of it was to lie on the machine any more, so that the sizes went with the files. For drivers
that nobody can read from, the engine writes a cache for `docker logs`: five files of 20 MB, unless it is
told otherwise.
Source: https://docs.docker.com/engine/logging/dual-logging/; row LOG-11 of the catalogue.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("LOG-11", expected=("security/logs-are-bounded",), target="compose")
_SERVICES = ("alertmanager", "postgres", "prometheus", "valkey")


def inject(rng: Random) -> Injection:
    """Send what one of them says away; nobody has to listen there, for the messages are datagrams."""
    return sending(rng)


def sending(rng: Random, copy: str = "") -> Injection:
    """Send it away, with options for the engine's copy."""
    service, driver, port = rng.choice(_SERVICES), rng.choice(["gelf", "syslog"]), rng.randrange(12200, 12300)
    address = f'{driver}-address: "udp://127.0.0.1:{port}", tag: "{service}"'
    options = f"{address}, {copy}" if copy else address
    place = f"    build: {{<<: *build, dockerfile: images/{service}/Dockerfile}}\n"
    change = (place, f"{place}    logging: {{driver: {driver}, options: {{{options}}}}}\n")
    return Injection(fact=service, source=edited("docker-compose.yml", change))
