"""A password has a dollar sign in it, and compose takes what follows for a variable.

Ships: the password was made by a generator, and put into the file as it was; compose only warns.
Source: https://github.com/docker/compose/issues/11058; row CFG-01 of the catalogue.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("CFG-01", expected=("config/variables-have-their-values",))


def inject(rng: Random) -> Injection:
    """Give the collector a password of a mail server."""
    word = "".join(rng.choices("bcdfghkmnpqrstvwz", k=5))
    start = "".join(rng.choices("0123456789abcdef", k=8))
    return Injection(
        fact=f"${word}",
        source=edited(
            "docker-compose.yml",
            (
                "    build: {<<: *build, dockerfile: images/prometheus/Dockerfile}\n",
                (
                    "    build: {<<: *build, dockerfile: images/prometheus/Dockerfile}\n"
                    f"    environment: {{REMOTE_WRITE_PASSWORD: '{start}${word}'}}\n"
                ),
            ),
        ),
    )
