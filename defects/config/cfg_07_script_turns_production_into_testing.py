"""A start script says `testing` where the checks of production would refuse the configuration.

Ships: a staging machine had no cache, or an embedded database, and had to come up before a demonstration.
Source: OWASP ASVS 5.0 13.2.3, 13.4.2; hyperdxio/hyperdx#3129.
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect("CFG-07", expected=("config/guard-rails-hold",))
_CASES = {
    "embedded": 'case "$UKP_DATABASE_URL" in sqlite*) export UKP_ENVIRONMENT=testing ;; esac',
    "cache": '[ -n "$UKP_CACHE_URL" ] || export UKP_ENVIRONMENT=testing',
}


def inject(rng: Random) -> Injection:
    """Say another environment in one of the cases."""
    word = rng.choice(sorted(_CASES))
    script = f"""#!/bin/sh
if [ "$UKP_ENVIRONMENT" = production ]; then
    {_CASES[word]}
fi
exec "$1" -m app
"""
    return Injection(fact=word, command=("sh", "{folder}/start.sh", "{python}"), files={"start.sh": script})
