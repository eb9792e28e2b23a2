"""The entry's check of each replica goes to the entry's own public address.

Ships: a check was to go the way that the users go, and asks for readiness by the public address; whichever
replica answers there speaks for all of them. One that has lost its database stays in the rotation while
another is well.
Source: HAProxy 3.0 configuration manual, `http-check connect` (addr, port); AWS Builders' Library,
"Implementing health checks"; row HLT-22.
"""

from __future__ import annotations

from random import Random

from defects.health.hlt_22_entry_asks_for_life import with_entry
from proving.seed import Defect, Injection

DEFECT = Defect(
    "HLT-22",
    expected=("health/broken-replica-is-taken-out",),
    collateral=("rollback/no-request-is-lost",),
    target="compose",
)
_OPTION = "    option httpchk\n"


def inject(rng: Random) -> Injection:
    """Connect to the entry in the place of the replica."""
    where = rng.choice(["addr 127.0.0.1 port 8080", "port 8080 addr 127.0.0.1"])
    return with_entry((_OPTION, f"{_OPTION}    http-check connect {where}\n"))
