"""A short hash has digits and one `e` alone, and compose reads a number with a very large exponent.

Ships: the script that makes a release writes the hash of its commit into the compose file, without quotes.
Two in a hundred short hashes look so. A reader of YAML 1.1 takes it for a text, since a number has to have
a point there, and compose does not.
Source: general experience with tags and annotations that are short hashes; helm/helm#1707 is about numbers
that become others on their way (from memory). `docker compose config` was seen to render `4821e67` as
"4.821e+70".
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("CFG-15", expected=("config/variables-have-their-values",))


def inject(rng: Random) -> Injection:
    """Draw a hash of seven digits."""
    return stating(f"{rng.randrange(1000, 10_000)}e{rng.randrange(10, 100)}")


def stating(scalar: str) -> Injection:
    """Write the revision into the settings of all that runs this release, as a scalar of YAML."""
    line = "  UKP_LOG_LEVEL: ${UKP_LOG_LEVEL:-info}\n"
    return Injection(
        fact="UKP_REVISION",
        source=edited("docker-compose.yml", (line, f"{line}  UKP_REVISION: {scalar}\n")),
    )
