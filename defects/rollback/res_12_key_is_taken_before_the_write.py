"""A key is taken in one step and its write done in another: whoever repeats it in between gets a failure.

Ships: what is written is looked at by a service for moderation first, and a transaction that waits for others
holds its connection too long, so that each statement commits by itself. A client that asks twice at the same
moment meets a key without an answer, and a process that ends in between leaves one for good.
Source: IETF draft-ietf-httpapi-idempotency-key-header (concurrent requests); brandur.org/idempotency-keys
(atomic phases).
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("RES-12", expected=("rollback/repeated-write-happens-once",))
_TRANSACTION = "        return await self._database.transaction(operation)\n"
_WRITTEN = "            written = await write(connection)\n"


def inject(rng: Random) -> Injection:
    """Run it without a transaction, and wait for somebody else in between."""
    seconds = rng.uniform(0.02, 0.08)
    comment = rng.choice(["moderation", "what the filter takes", "the other service's answer"])
    source = edited(
        "app/knowledge/idempotency.py",
        ("import hashlib\n", "import asyncio\nimport hashlib\n"),
        (_TRANSACTION, "        return await self._database.run(operation)\n"),
        (_WRITTEN, f"            await asyncio.sleep({seconds:.3f})  # {comment}\n{_WRITTEN}"),
    )
    return Injection(fact="moment", source=source)
