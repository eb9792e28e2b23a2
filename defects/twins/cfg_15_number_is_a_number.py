"""Numbers are written without quotes, a version with them.

Good because: a number that YAML writes otherwise is the same number, and the version is the text that it was.
Source: YAML 1.2.2, 10.3.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Injection, Twin

TWIN = Twin("CFG-15", of="CFG-15-version-is-read-as-a-number")


def inject(rng: Random) -> Injection:
    """Give the collector a version, and seconds."""
    version = f"{rng.randrange(1, 9)}.{rng.choice(['10', '20', '30'])}"
    values = f"{{PROTOCOL_VERSION: '{version}', WAIT_SECONDS: 1.50, TRIES: 1_000, QUIET: no}}"
    return Injection(
        fact=version,
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
