"""A version is written without quotes, and YAML reads a number, which has one digit less.

Ships: 3.9 became 3.10, and nobody thought of the quotes, which no version before had needed.
Source: YAML 1.2.2, 10.3; row CFG-15 of the catalogue.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("CFG-15", expected=("config/variables-have-their-values",))


def inject(rng: Random) -> Injection:
    """Give the collector the version of a format, or the mode of its files."""
    name, value = rng.choice(
        [
            ("PROTOCOL_VERSION", f"{rng.randrange(1, 9)}.{rng.choice(['10', '20', '30'])}"),
            ("FILE_MODE", f"0{rng.choice(['640', '644', '755'])}"),
            ("VALID_UNTIL", f"2031-0{rng.randrange(1, 10)}-{rng.randrange(10, 28)}"),
        ]
    )
    return Injection(
        fact=name,
        source=edited(
            "docker-compose.yml",
            (
                "    build: {<<: *build, dockerfile: images/prometheus/Dockerfile}\n",
                (
                    "    build: {<<: *build, dockerfile: images/prometheus/Dockerfile}\n"
                    f"    environment: {{{name}: {value}}}\n"
                ),
            ),
        ),
    )
