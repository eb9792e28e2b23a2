"""The limit counts in a few buckets, into which a hash of the address sorts all clients.

Ships: memory was to be bounded whoever calls, and the number of buckets is that of a laptop's test.
Source: CWE-770; Linux, stochastic fairness queueing (`sfq`), where flows of one bucket share.
"""

from __future__ import annotations

from random import Random

from defects.security.seh_03_clients_share_a_network import FACT, counting_by
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-03", expected=("security/one-client-does-not-spend-the-limit-of-another",))


def inject(rng: Random) -> Injection:
    """Count so."""
    return Injection(fact=FACT, source=hashed_into(rng.choice([2, 3])))


def hashed_into(buckets: int) -> dict[str, str]:
    """Return the release's file with a limit of so many buckets."""
    return counting_by(f'f"sign-in:{{zlib.crc32(address.encode()) % {buckets}}}"', "zlib")
