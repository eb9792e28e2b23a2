"""Values have quotes in them, at their beginning and their end too.

Good because: they are JSON, or a sentence; nothing of them comes from the file's own way of writing.
Source: row CFG-02 of the catalogue.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Injection, Twin

TWIN = Twin("CFG-02", of="CFG-02-quotes-belong-to-the-value")


def inject(rng: Random) -> Injection:
    """Give a watcher variables with quotes."""
    name = rng.choice(["team", "owner"])
    return Injection(
        fact=name,
        source=edited(
            "docker-compose.yml",
            (
                "    build: {<<: *build, dockerfile: images/prometheus/Dockerfile}\n",
                (
                    "    build: {<<: *build, dockerfile: images/prometheus/Dockerfile}\n"
                    "    environment:\n"
                    f'      EXTERNAL_LABELS: \'{{"{name}": "search"}}\'\n'
                    '      RELABELS: \'"a","b"\'\n'
                    '      NOTE: say "so"\n'
                ),
            ),
        ),
    )
