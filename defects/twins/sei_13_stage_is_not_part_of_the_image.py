"""A stage of the Dockerfile begins from whatever is newest.

Good because: nobody builds it for the release; who runs the checks of that stage wants to meet the newest.
Source: Docker, "Multi-stage builds": BuildKit only builds the stages that the target stage depends on.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Injection, Twin

TWIN = Twin("SEI-13", of="SEI-13-file-comes-out-of-the-newest")
_STAGE = "FROM python AS production\n"


def inject(rng: Random) -> Injection:
    """Add one for tries by hand."""
    image = f"{rng.choice(['python', 'golang', 'fedora'])}:{rng.choice(['latest', 'rc', 'rawhide'])}"
    stage = f"FROM {image} AS {rng.choice(['preview', 'tries', 'newest'])}\nRUN python3 --version\n\n"
    return Injection(fact=image, source=edited("Dockerfile", (_STAGE, f"{stage}{_STAGE}")))
