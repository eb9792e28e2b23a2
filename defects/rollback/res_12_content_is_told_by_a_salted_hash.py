"""Whether a repeat has the first one's content is told by Python's own hash, which each process salts.

Ships: a checksum was all that was wanted, and with one process it is one. Whoever comes again at another
process is told that the key was used with another content, and takes the write for refused.
Source: https://docs.python.org/3/reference/datamodel.html#object.__hash__ (salted, not repeatable between
processes); draft-ietf-httpapi-idempotency-key-header, 2.4 (fingerprint); row RES-12 of the catalogue.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "RES-12",
    expected=("rollback/repeated-write-happens-once",),
    # nor does the process of a release before know it
    collateral=("rollback/previous-reads-what-this-wrote",),
)
_FINGERPRINT = "        fingerprint = hashlib.sha256(content.model_dump_json().encode()).hexdigest()\n"


def inject(rng: Random) -> Injection:
    """Keep its hash, as a number or in hexadecimal digits."""
    made = rng.choice(["str(hash({0}))", "format(hash({0}), 'x')", "repr(hash(({0}, client)))"])
    return told_by(made.format("content.model_dump_json()"))


def told_by(expression: str) -> Injection:
    """Tell contents apart by an expression, with three processes of the service."""
    source = edited(
        "app/knowledge/idempotency.py",
        ("import hashlib\n", "import hashlib\nimport zlib\n"),
        (_FINGERPRINT, f"        fingerprint = {expression}\n"),
    )
    return Injection(fact="422", source=source, replicas=3)
