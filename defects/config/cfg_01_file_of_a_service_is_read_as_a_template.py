"""A service gets a token from a file of its own, and what follows a dollar in it is taken for a variable.

Ships: the file came from `docker run --env-file`, which takes each line as it is; under `env_file` compose
reads it as a template. Nobody set a variable of that name, so a part of the token is gone, with a warning
that nobody reads.
Source: docker/compose#11058, #10419; Compose Specification, `env_file`, `format`.
"""

from __future__ import annotations

import string
from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect("CFG-01", expected=("config/variables-have-their-values",), target="compose")


def inject(rng: Random) -> Injection:
    """Write the token as it is."""
    return given(rng, "")


def given(rng: Random, quote: str) -> Injection:
    """Give a service a file with one variable, whose value stands between quotes, or between none."""
    service = rng.choice(["worker", "app"])
    variable = rng.choice(["MIRROR_TOKEN", "REPORTING_TOKEN", "TRACKER_TOKEN", "UPSTREAM_PASSWORD"])
    before, after = ("".join(rng.choices(string.ascii_letters + string.digits, k=9)) for _ in range(2))
    lost = f"${rng.choice(string.ascii_uppercase)}{after}"
    value = f"{before}{lost}"
    line = f"{variable}={quote}{value}{quote}\n"
    return Injection(
        fact=lost,
        override={"services": {service: {"env_file": ["{folder}/service.env"]}}},
        files={"service.env": line},
    )
