"""A start script that meets a bad configuration prints what it was given, to be of help.

Ships: somebody looked for a wrong variable once, and the line stayed; each key goes to the logs with it.
Source: CWE-532, CWE-215; pydantic-settings, whose errors hold `input_value={…}` with the other settings.
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect("CFG-10", expected=("config/refusal-names-the-variable",))


def inject(rng: Random) -> Injection:
    """Print variables with their values, whole or as a debugger would cut them."""
    cut = rng.randrange(90, 140)
    ways = ["env | sort", "env", f"env | cut -c 1-{cut}", "export -p"]
    return printing(rng.choice(ways), "GONOGO_EDITOR_KEY")


def printing(command: str, fact: str) -> Injection:
    """Check the configuration in a script that says more where it is refused."""
    script = f"""#!/bin/sh
"$1" -m app check || {{ echo "started with:" >&2; {command} >&2; exit 2; }}
exec "$1" -m app
"""
    return Injection(fact=fact, command=("sh", "{folder}/start.sh", "{python}"), files={"start.sh": script})
