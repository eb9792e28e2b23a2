"""The database takes whoever comes from its own machine, whatever name he gives, without a password.

Ships: the official image does so by default, and a rule file was copied from it. Whoever may run a command in
the container, or reaches it through a tool that stands there, is the owner of all data.
Source: docker-library/docs#837 (trust on localhost surprises people); docker-library/postgres#681;
GovReady/govready-deployments#31; OWASP ASVS 5.0 13.2.3.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from defects.security.sei_11_own_network_needs_no_password import reading
from proving.seed import Defect, Injection

DEFECT = Defect("SEI-11", expected=("security/dependencies-refuse-strangers",), target="compose")
_RULES = """local all all peer
host {database} {user} {address} trust
host all all ::1/128 scram-sha-256
host all all all scram-sha-256
"""


def inject(rng: Random) -> Injection:
    """Trust its own machine."""
    rules = _RULES.format(
        database=rng.choice(["all", "ukp"]),
        user=rng.choice(["all", "ukp,exporter"]),
        address=rng.choice(["127.0.0.1/32", "127.0.0.0/8"]),
    )
    return replace(reading(rng, rules), fact="1 row")
