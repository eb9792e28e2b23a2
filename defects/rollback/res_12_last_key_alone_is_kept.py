"""Of each client's keys the last one alone is kept: a repeat of the write before it is a new write.

Ships: the table grew by a row with each write, and a client repeats what it sent last, so what it sent before
was taken for done. A client with two writes under way at once, or with a list of those that it could not
finish, repeats an older one, and has it twice.
Source: draft-ietf-httpapi-idempotency-key-header, 2.3 (how long a key is kept is published); Twilio 2013
(danluu/post-mortems); row RES-12 of the catalogue.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("RES-12", expected=("rollback/repeated-write-happens-once",))
_OLD = "        await connection.execute(delete(kept).where(kept.c.created_at < now - KEEP))\n"


def inject(rng: Random) -> Injection:
    """Forget every other one of the client."""
    name = rng.choice(["others", "earlier", "before"])
    forgotten = rng.choice(["kept.c.key != key", "~(kept.c.key == key)"])
    new = (
        f"        {name} = delete(kept).where(kept.c.client == client, {forgotten})\n"
        f"        await connection.execute({name})\n"
    )
    return Injection(fact="/articles", source=edited("app/knowledge/idempotency.py", (_OLD, new)))
