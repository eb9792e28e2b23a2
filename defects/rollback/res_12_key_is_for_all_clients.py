"""A key is looked up without the client that sent it: two who draw the same get one's object.

Ships: the key is a UUID, so that it was taken for unique by itself; some clients count 1, 2, 3.
Source: IETF draft-ietf-httpapi-idempotency-key-header, Security Considerations; row RES-12 of the catalogue.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("RES-12", expected=("rollback/repeated-write-happens-once",))


def inject(rng: Random) -> Injection:
    """Keep every key under one name."""
    name = rng.choice(["api", "any", "client"])
    return Injection(
        fact="client",
        source=edited(
            "app/knowledge/idempotency.py",
            (
                "        fingerprint = hashlib.sha256(content.model_dump_json().encode()).hexdigest()\n",
                (
                    "        fingerprint = hashlib.sha256(content.model_dump_json().encode()).hexdigest()\n"
                    f"        client = {name!r}\n"
                ),
            ),
        ),
    )
