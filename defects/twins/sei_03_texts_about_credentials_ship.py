"""A file is in the image that is called after credentials, and JSON.

Good because: it holds the texts of a page, in which nobody's key stands.
Source: row SEI-03 (what belongs into an image).
"""

from __future__ import annotations

import json
from random import Random

from proving.seed import Injection, Twin

TWIN = Twin("SEI-03", of="SEI-03-key-of-the-application-ships")
_FOLDER = "/srv/ukp/locales"


def inject(rng: Random) -> Injection:
    """Copy the texts."""
    name = rng.choice(["credentials.json", "service-account.json"])
    texts = json.dumps({"title": "Log in", "hint": "Your private key stays with you."})
    return Injection(
        fact=f"{_FOLDER}/{name}", files={"texts": texts}, dockerfile=(f"COPY texts {_FOLDER}/{name}",)
    )
