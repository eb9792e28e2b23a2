"""Services are on a network that is called after the host, and say which namespaces they have.

Good because: it is a network of the stack's own, whose name says whose figures are read on it, and what they
say of their memory is what the engine does by itself, or is for other containers: nothing is the host's.
Source: Docker, "Networking in Compose" (networks of a project) and "docker container run", `--ipc`; CIS
Docker Benchmark 5.9 and 5.16; row SEI-09.
"""

from __future__ import annotations

from random import Random

from proving.seed import Injection, Twin

TWIN = Twin("SEI-09", of="SEI-04-service-is-started-by-hand", target="compose")


def inject(rng: Random) -> Injection:
    """Put the exporters on it; nobody who looks for targets by name is there, and so finds each once."""
    network = rng.choice(["host", "a-host", "host-network"])
    service = {"networks": {network: {"priority": 1000}}, "ipc": rng.choice(["private", "shareable"])}
    return Injection(
        fact=network,
        override={
            "services": {"postgres-exporter": service, "valkey-exporter": service},
            "networks": {network: {"internal": True}},
        },
    )
