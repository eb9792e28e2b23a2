"""The base of the image is an argument of its build, and the compose file gives it a tag that moves.

Ships: the Dockerfile names its base by a version, as a default; the compose file names another one for
everybody who builds, "the stable one", and each build stands on whatever that is by then.
Source: Docker, "Building best practices", pin base image versions; row SEI-13.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEI-13", expected=("config/images-are-pinned",))
_BUILD = "build: {context: ., target: production}"


def inject(rng: Random) -> Injection:
    """Build on a tag that its maker moves."""
    mirror = rng.choice(["", "mirror.example/library/", "registry.example:5000/base/"])
    base = f"{mirror}debian:{rng.choice(['stable-slim', 'latest', 'stable'])}"
    line = f'build: {{context: ., target: production, args: {{BASE: "{base}"}}}}'
    return Injection(fact=base, source=edited("docker-compose.yml", (_BUILD, line)))
