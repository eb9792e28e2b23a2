"""A service that shall tell of its machine as well gets a folder of the machine, read-only.

Ships: the lines stand in the documentation of an exporter of machines, and were copied for one of a database.
Read-only or not, what is in there are the accounts of the machine and what its processes were started with.
Source: CIS Docker Benchmark 5.6; https://github.com/prometheus/node_exporter#docker; row SEI-05.
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect("SEI-05", expected=("security/host-is-not-mounted",), target="compose")


def inject(rng: Random) -> Injection:
    """Mount one of the folders that such lines name."""
    return mounted(rng, rng.choice(["/etc:/host/etc:ro", "/sys:/host/sys:ro", "/usr:/host/usr:ro"]))


def mounted(rng: Random, volume: str) -> Injection:
    """Give one service a volume more."""
    service = rng.choice(["postgres-exporter", "valkey-exporter", "prometheus", "worker"])
    files = {"extra/notes.txt": "Nothing of the machine.\n"}
    return Injection(fact=service, files=files, override={"services": {service: {"volumes": [volume]}}})
