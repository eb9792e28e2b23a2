"""A profile was renamed in the file; by its old name, only what has no profile is started.

Ships: `docker compose --profile` says nothing about a name that no service has, and ends with 0.
Source: docker/compose, "Using profiles with Compose"; gates that collect nothing and pass.
"""

from __future__ import annotations

from random import Random

from gonogo.home import ROOT
from proving.seed import Defect, Injection

DEFECT = Defect("SEI-20", expected=("config/every-profile-renders",))
FILE = "docker-compose.yml"


def inject(rng: Random) -> Injection:
    """Rename one of them everywhere."""
    name = rng.choice(["development", "testing", "production", "monitoring", "logging"])
    text = (ROOT / FILE).read_text(encoding="utf-8")
    renamed = text.replace(f"profiles: [{name}]", f"profiles: [{name[:-3]}{rng.randrange(2, 10)}]")
    return Injection(fact=f"profile {name}", source={FILE: renamed})
