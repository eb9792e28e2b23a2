"""What a write is compared by holds the moment at which it came: no repeat is the first one again.

Ships: a time of receipt was added to what is written, before the place where its fingerprint is made. Every
repeat is refused as another content, and the client that lost its answer makes a new key.
Source: draft-ietf-httpapi-idempotency-key-header, 2.4 (of the payload); Stripe's API reference, "Idempotent
requests" (parameters are compared); row RES-12 of the catalogue.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("RES-12", expected=("rollback/repeated-write-happens-once",))
_FINGERPRINT = "        fingerprint = hashlib.sha256(content.model_dump_json().encode()).hexdigest()\n"


def inject(rng: Random) -> Injection:
    """Add it under some name."""
    name = rng.choice(["received_at", "asked_at", "arrived", "stamp"])
    made = (
        f'        stamped = {{**content.model_dump(mode="json"), "{name}": datetime.now(UTC).isoformat()}}\n'
        "        fingerprint = hashlib.sha256(repr(sorted(stamped.items())).encode()).hexdigest()\n"
    )
    return Injection(fact="422", source=edited("app/knowledge/idempotency.py", (_FINGERPRINT, made)))
