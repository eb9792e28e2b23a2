"""The database asks for a password on its own machine, and takes everybody who comes over its network.

Ships: a tool of the stack could not do SCRAM, so the networks of the containers were trusted: nobody else is
on them. Whoever gets into any container of these networks is the owner of all data.
Source: PostgreSQL, "Trust Authentication" and `samenet` of pg_hba.conf; OWASP ASVS 5.0 13.2.3.
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect("SEI-11", expected=("security/dependencies-do-not-trust-their-network",), target="compose")
_RULES = """local all all peer
host all all 127.0.0.1/32 scram-sha-256
host all all ::1/128 scram-sha-256
host {database} {user} samenet trust
host all all all scram-sha-256
"""


def inject(rng: Random) -> Injection:
    """Trust the network of the containers."""
    database, user = rng.choice(["all", "ukp"]), rng.choice(["all", "ukp,exporter"])
    return reading(rng, _RULES.format(database=database, user=user))


def reading(rng: Random, rules: str) -> Injection:
    """Have the server read other rules."""
    place = f"/opt/{rng.choice(['pg_hba', 'hba', 'clients'])}"
    postgres = {
        "command": ["postgres", "-c", f"hba_file={place}"],
        "volumes": [f"{{folder}}/hba.conf:{place}:ro"],
    }
    override = {"services": {"postgres": postgres}}
    return Injection(fact="postgres", files={"hba.conf": rules}, override=override)
