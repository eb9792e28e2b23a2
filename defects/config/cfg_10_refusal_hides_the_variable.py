"""A start script refuses a bad configuration and says nothing about what is bad.

Ships: the script checks the configuration first, throws the check's words away and prints one of its own.
Source: Heroku, "how I broke git push" (post-mortem): hours went into finding which variable was missing.
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect(
    "CFG-10",
    expected=("config/refusal-names-the-variable",),
    collateral=("config/unknown-variable-is-refused",),
)


def inject(rng: Random) -> Injection:
    """Print a code instead of the words of the check."""
    code = f"E{rng.randrange(1000, 10000)}"
    return checking_script(">/dev/null 2>&1", f"start-up failed, error {code}", code)


def checking_script(redirection: str, message: str, fact: str) -> Injection:
    """Start through a script that checks the configuration, and sends the check's words somewhere."""
    script = f"""#!/bin/sh
"$1" -m app check {redirection} || {{ echo "{message}" >&2; exit 1; }}
exec "$1" -m app
"""
    return Injection(fact=fact, command=("sh", "{folder}/start.sh", "{python}"), files={"start.sh": script})
