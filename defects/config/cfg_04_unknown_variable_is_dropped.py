"""A start script drops the variables that the service would not know.

Ships: the service refused to start beside a leftover variable, and the script was taught to clean up.
Source: pydantic/pydantic-settings#895; switchboard#39.
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect("CFG-04", expected=("config/unknown-variable-is-refused",))
_KNOWN = ["UKP_DATABASE_URL", "UKP_DRAIN_SECONDS", "UKP_ENVIRONMENT", "UKP_LOG_LEVEL", "UKP_RATE_LIMIT"]


def inject(rng: Random) -> Injection:
    """Drop whatever begins like one of the variables and is not it."""
    name = rng.choice(_KNOWN)
    return dropping(f"{name[:-3]}*", name)


def dropping(pattern: str, kept: str) -> Injection:
    """Start through a script that unsets the variables of a pattern but one."""
    script = f"""#!/bin/sh
for name in $(env | sed -n 's/^\\([A-Z][A-Z_]*\\)=.*/\\1/p'); do
    case "$name" in
    {kept}) ;;
    {pattern}) unset "$name" ;;
    esac
done
exec "$1" -m app
"""
    return Injection(fact=kept, command=("sh", "{folder}/start.sh", "{python}"), files={"start.sh": script})
