"""A write takes its idempotency key before its body is read.

Good because: however the request ends, the dependency that took the key gives it back.
Source: FastAPI, "Dependencies with yield"; row LAT-06.
"""

from __future__ import annotations

from random import Random

from defects.latency.lat_06_client_leaves_with_its_key import taking_turns
from proving.seed import Injection, Twin

TWIN = Twin("LAT-06", of="LAT-06-client-leaves-with-its-key")
_TAKEN = '''async def in_turn(
    writer: Writer, idempotency_key: IdempotencyKey = None
) -> AsyncIterator[Turn | None]:
    """Take the key's turn, and give it back whatever happens."""
    turn = None if idempotency_key is None else await Turn.of(writer.name, idempotency_key)
    try:
        yield turn
    finally:
        if turn is not None:
            turn.give_back()
'''
_READ = '''async def content_in_turn(request: Request, services: ServicesOf, turn: OwnTurn) -> ArticleInput:
    """Return the article in the body, which is read in the turn."""
    return await article_input(request, services)
'''
_ANSWERED = "    once = await services.library.create(content, writer.name, idempotency_key)\n"


def inject(rng: Random) -> Injection:
    """Give the key back with the end of the request."""
    return Injection(fact="create", source=taking_turns(rng, _TAKEN, _READ, _ANSWERED))
