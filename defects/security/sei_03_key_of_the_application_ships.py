"""The key with which an application reads its own credentials is in the image.

Ships: the file has to be there on the machines of the developers, `COPY . .` takes it along, and what is kept
from the repository by `.gitignore` is not kept from the builder.
Source: Rails, "Securing Rails Applications" (custom credentials: `config/master.key`); Google Cloud, "Best
practices for managing service account keys"; row SEI-03.
"""

from __future__ import annotations

import json
from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect("SEI-03", expected=("security/image-holds-only-the-release",), target="compose")
_FOLDER = "/srv/ukp"


def inject(rng: Random) -> Injection:
    """Copy it."""
    if rng.random() < 0.5:
        name, content = "config/master.key", f"{rng.randbytes(16).hex()}\n"
    else:
        name = rng.choice(["service-account.json", "credentials.json", "google_credentials.json"])
        account = {"type": "service_account", "project_id": "ukp", "private_key": rng.randbytes(24).hex()}
        content = json.dumps(account)
    return Injection(
        fact=f"{_FOLDER}/{name}", files={"key": content}, dockerfile=(f"COPY key {_FOLDER}/{name}",)
    )
