"""A password has a dollar sign in it, which is written twice; another variable has a default that is empty.

Good because: compose reads two of them as one, and fills in what the file says.
Source: Compose Specification, Interpolation.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Injection, Twin

TWIN = Twin("CFG-01", of="CFG-01-dollar-begins-a-variable")


def inject(rng: Random) -> Injection:
    """Give the collector a password of a mail server."""
    word = "".join(rng.choices("bcdfghkmnpqrstvwz", k=5))
    values = f"{{REMOTE_WRITE_PASSWORD: 'a0f3$${word}', REMOTE_WRITE_USER: '${{{word.upper()}:-}}'}}"
    return Injection(
        fact=word,
        source=edited(
            "docker-compose.yml",
            (
                "    build: {<<: *build, dockerfile: images/prometheus/Dockerfile}\n",
                (
                    "    build: {<<: *build, dockerfile: images/prometheus/Dockerfile}\n"
                    f"    environment: {values}\n"
                ),
            ),
        ),
    )
