"""A value that makes no sense becomes the default in silence.

Ships: the start script "cleans" a variable: whatever it does not know it replaces, so that production runs
with a setting that nobody chose.
Source: pydantic/pydantic-settings#895; sankalp-happy/switchboard#39.
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect("CFG-04", expected=("config/bad-value-is-refused",))
_CLEANED = {
    "UKP_LOG_LEVEL": ("debug|info|warning|error", "info"),
    "UKP_RATE_LIMIT": ("*/second|*/minute|*/hour", "60000/minute"),
    "UKP_DRAIN_SECONDS": ("[0-9]*", "0.5"),
}


def inject(rng: Random) -> Injection:
    """Replace the unknown values of one variable by its default."""
    variable = rng.choice(sorted(_CLEANED))
    _, default = _CLEANED[variable]
    return cleaning_script(variable, f"export {variable}={default}")


def cleaning_script(variable: str, otherwise: str) -> Injection:
    """Start through a script that does something about a value that it does not know."""
    known, _ = _CLEANED[variable]
    script = f"""#!/bin/sh
case "${{{variable}-unset}}" in
{known}|unset|"") ;;
*) {otherwise} ;;
esac
exec "$1" -m app
"""
    return Injection(
        fact=variable, command=("sh", "{folder}/start.sh", "{python}"), files={"start.sh": script}
    )
