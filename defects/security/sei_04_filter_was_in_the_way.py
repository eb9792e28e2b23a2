"""A service runs without the engine's filters: somebody looked for a mistake with `strace` once.

Ships: an option of an answer on the web, "just add this"; it helped that day, and nobody took it out.
Source: CIS Docker Benchmark 5.1 and 5.21; CVE-2022-0185 (stopped by the default filter).
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect("SEI-04", expected=("security/containers-stay-confined",), target="compose")
HELPERS = ("valkey", "valkey-exporter", "postgres-exporter")


def inject(rng: Random) -> Injection:
    """Switch one of them off, in one of the spellings that compose takes."""
    kind, sign = rng.choice([("seccomp", ":"), ("seccomp", "="), ("systempaths", "=")])
    return having(rng.choice(HELPERS), f"{kind}{sign}unconfined", kind)


def having(service: str, option: str, fact: str) -> Injection:
    """Add an option to those that a service has."""
    return Injection(fact=fact, override={"services": {service: {"security_opt": [option]}}})
