"""The database takes its own machine's administrator at his word, and nobody who comes over a network.

Good because: who reaches the socket is on the machine already, and is asked by the kernel who he is; every
address has to bring a password, those of the containers' own network too.
Source: PostgreSQL, "Peer Authentication", and `samenet` of pg_hba.conf.
"""

from __future__ import annotations

from random import Random

from defects.security.sei_11_own_network_needs_no_password import reading
from proving.seed import Injection, Twin

TWIN = Twin("SEI-11", of="SEI-11-own-network-needs-no-password", target="compose")
_RULES = """local all {administrator} trust
local all all peer
host all all {near} scram-sha-256
host all all all scram-sha-256
"""


def inject(rng: Random) -> Injection:
    """Ask all addresses."""
    near = rng.choice(["samenet", "samehost"])
    return reading(rng, _RULES.format(administrator="postgres", near=near))
