"""A start script gives a required variable a default, so that a forgotten one is noticed by nobody.

Ships: `[ -n "$NAME" ] || export NAME=…` came into the start script for developers, and went into the image.
Source: Heroku, "how I broke git push" (post-mortem).
"""

from __future__ import annotations

import shlex
from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect("CFG-10", expected=("config/required-variable-is-refused-when-missing",))


def inject(rng: Random) -> Injection:
    """Give one of the required variables a value that works."""
    key = "".join(rng.choices("abcdefghijkmnopqrstuvwxyz23456789", k=32))
    defaults = {
        "UKP_ENVIRONMENT": rng.choice(["development", "testing"]),
        "UKP_DATABASE_URL": f"sqlite+aiosqlite:////tmp/ukp-{rng.randrange(10**6)}/ukp.db",
        "UKP_API_KEYS": f'[{{"name":"local","key":"{key}","scopes":["articles:read"]}}]',
    }
    variable = rng.choice(sorted(defaults))
    return start_script(variable, defaults[variable])


def start_script(variable: str, default: str) -> Injection:
    """Start through a script with a default for the variable where it is unset or empty."""
    script = f"""#!/bin/sh
[ -n "${variable}" ] || export {variable}={shlex.quote(default)}
case "$UKP_DATABASE_URL" in
*:////tmp/*) mkdir -p "$(dirname "${{UKP_DATABASE_URL#*:///}}")" ;;
esac
exec "$1" -m app
"""
    return Injection(
        fact=variable, command=("sh", "{folder}/start.sh", "{python}"), files={"start.sh": script}
    )
