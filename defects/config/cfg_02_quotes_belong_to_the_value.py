"""A variable is written as an item of a list with quotes, as in a shell, and they are part of its value.

Ships: a line of an `.env` file was copied into the compose file.
Source: https://github.com/docker/compose/issues/3702; row CFG-02 of the catalogue.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("CFG-02", expected=("config/variables-have-their-values",))


def inject(rng: Random) -> Injection:
    """Give a watcher a variable with its quotes."""
    name = rng.choice(["GOMAXPROCS", "GODEBUG", "NO_PROXY"])
    quote = rng.choice(['"', "'"])
    value = {"GOMAXPROCS": "2", "GODEBUG": "madvdontneed=1", "NO_PROXY": "localhost,app"}[name]
    line = f"- {name}={quote}{value}{quote}"
    return Injection(
        fact=name,
        source=edited(
            "docker-compose.yml",
            (
                "    build: {<<: *build, dockerfile: images/prometheus/Dockerfile}\n",
                (
                    "    build: {<<: *build, dockerfile: images/prometheus/Dockerfile}\n"
                    f"    environment:\n      {line}\n"
                ),
            ),
        ),
    )
