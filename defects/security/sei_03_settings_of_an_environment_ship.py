"""The settings of an environment, or the history of the source, are in the image.

Ships: the image copies the folder as a whole, and there is no `.dockerignore`, or one that names other files.
Source: OWASP ASVS 5.0 13.4.1; row SEI-03 of the catalogue.
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect("SEI-03", expected=("security/image-holds-only-the-release",), target="compose")
_FOLDER = "/srv/ukp"


def inject(rng: Random) -> Injection:
    """Copy what lies beside the source."""
    if rng.random() < 0.5:
        name = rng.choice([".env", ".env.production", ".env.local"])
        content = f"UKP_DATABASE_URL=postgresql://ukp:{rng.randbytes(8).hex()}@db/ukp\n"
        return Injection(
            fact=f"{_FOLDER}/{name}",
            files={"settings": content},
            dockerfile=(f"COPY settings {_FOLDER}/{name}",),
        )
    return Injection(
        fact=f"{_FOLDER}/.git",
        files={"head": f"ref: refs/heads/{rng.choice(['main', 'release', 'trunk'])}\n"},
        dockerfile=(f"COPY head {_FOLDER}/.git/HEAD",),
    )
