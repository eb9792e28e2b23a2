"""A start script refuses a bad configuration with a list of all that there is to configure.

Ships: one sentence for every mistake, with a link to the page of settings; which one it was, nobody learns.
Source: Heroku, "how I broke git push" (post-mortem): hours went into finding which variable was missing.
"""

from __future__ import annotations

from random import Random

from app.config.refusal import VARIABLES
from proving.seed import Defect, Injection

DEFECT = Defect(
    "CFG-10",
    expected=("config/refusal-names-the-variable",),
    collateral=("config/unknown-variable-is-refused",),
)


def inject(rng: Random) -> Injection:
    """Name all of them, in any order."""
    names = sorted(VARIABLES)
    rng.shuffle(names)
    said = rng.choice(["check", "see to", "one of these is wrong:"])
    code = f"E{rng.randrange(1000, 10000)}"
    script = f"""#!/bin/sh
"$1" -m app check >/dev/null 2>&1 || {{ echo "{code}: {said} {", ".join(names)}" >&2; exit 2; }}
exec "$1" -m app
"""
    return Injection(
        fact=names[-1], command=("sh", "{folder}/start.sh", "{python}"), files={"start.sh": script}
    )
