"""A spare replica stands under the name by which the proxy finds replicas, and has all that they have.

Good because: it takes its settings from where they take theirs, but for the name that it goes by.
Source: Compose Specification, networks (`aliases`).
"""

from __future__ import annotations

from random import Random

from defects.config.cfg_18_spare_replica_was_not_rolled import beside, named
from proving.seed import Injection, Twin

TWIN = Twin("CFG-18", of="CFG-18-spare-replica-was-not-rolled", target="compose")


def inject(rng: Random) -> Injection:
    """Add it as they are."""
    return Injection(fact="a spare replica", source=beside(named(rng), "{<<: *settings, HOSTNAME: spare}"))
