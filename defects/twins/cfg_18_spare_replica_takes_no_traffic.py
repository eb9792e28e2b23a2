"""A spare replica with settings of its own has the name of the others where no traffic comes from.

Good because: nothing that stands before the release is on that network, or starts what asks for a profile.
Source: Compose Specification, networks (`aliases`) and profiles.
"""

from __future__ import annotations

from random import Random

from defects.config.cfg_18_spare_replica_was_not_rolled import beside, named
from proving.seed import Injection, Twin

TWIN = Twin("CFG-18", of="CFG-18-spare-replica-was-not-rolled", target="compose")
_SETTINGS = '{<<: *settings, UKP_TOKEN_SECONDS: "120"}'


def inject(rng: Random) -> Injection:
    """Add it to another network, or to a profile."""
    if rng.random() < 0.5:
        elsewhere = "{data: {aliases: [app]}, observe: {}}"
        return Injection(fact="another network", source=beside(named(rng), _SETTINGS, networks=elsewhere))
    profile = "\n    profiles: [testing]"
    return Injection(fact="asked for by name", source=beside(named(rng), _SETTINGS, profiles=profile))
