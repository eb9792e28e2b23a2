"""The pipeline asks for a version of a tool that ends with a zero.

Good because: it stands in quotes, and is the text that it was.
Source: github/docs#28936; YAML 1.2.2, 7.3.
"""

from __future__ import annotations

from random import Random

from defects.config.cfg_15_version_of_a_tool_loses_its_zero import installing
from proving.seed import Injection, Twin

TWIN = Twin("CFG-15", of="CFG-15-version-of-a-tool-loses-its-zero")


def inject(rng: Random) -> Injection:
    """Ask for it as a text."""
    return installing(rng, rng.choice(['"{}"', "'{}'", '"{}.0"', "{}.0"]))
