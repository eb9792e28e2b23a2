"""A service's file of variables is read as it stands, and one of its values still has its quotes.

Ships: a dollar sign in another value had been taken for a variable, and `format: raw` mends that. Whoever
wrote the file before had quoted what has a colon or a blank in it, which the parser until then took away.
Source: https://docs.docker.com/reference/compose-file/services/#format;
https://github.com/docker/compose/issues/3702; row CFG-02 of the catalogue.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("CFG-02", expected=("config/variables-have-their-values",))
_PLACE = "    build: {<<: *build, dockerfile: images/valkey-exporter/Dockerfile}\n"
QUOTABLE = {
    "REDIS_EXPORTER_LOG_FORMAT": "json",
    "REDIS_EXPORTER_CHECK_SINGLE_KEYS": "db0=ukp:imports",
    "REDIS_EXPORTER_CHECK_SINGLE_STREAMS": "db0=ukp:imports:dead",
}


def inject(rng: Random) -> Injection:
    """Read the exporter's options without a look at what is in them."""
    return reading(rng, ", format: raw")


def reading(rng: Random, how: str) -> Injection:
    """Give the exporter a file with one value in quotes, and say how it is read."""
    name, mark = rng.choice(sorted(QUOTABLE)), rng.choice("\"'")
    file = f"deploy/exporter-{rng.randrange(10, 100)}.env"
    lines = [
        f"{one}={mark}{value}{mark}" if one == name else f"{one}={value}" for one, value in QUOTABLE.items()
    ]
    rng.shuffle(lines)
    service = edited("docker-compose.yml", (_PLACE, f"{_PLACE}    env_file: [{{path: ./{file}{how}}}]\n"))
    return Injection(fact=name, source={**service, file: "\n".join([*lines, ""])})
