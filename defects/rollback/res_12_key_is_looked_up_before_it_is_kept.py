"""The key of a write is looked up first and kept last, and between the two another one looks.

Ships: the transaction around it all held a connection for too long, and was taken apart: look, write, keep.
One request after the other it does what it did; a client whose first try is still under way gets a second
object.
Source: CWE-367; IETF draft-ietf-httpapi-idempotency-key-header, 2.6 (concurrent requests); row RES-12.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("RES-12", expected=("rollback/repeated-write-happens-once",))
_ONE = """        async def operation(connection: AsyncConnection) -> Once[Answer]:
            if not await self._claim(connection, client, key, fingerprint):
                first = await _replay(connection, client, key, fingerprint)
                return Once(answers.model_validate_json(first), replayed=True)
            written = await write(connection)
            answer = update(kept).where(kept.c.client == client, kept.c.key == key)
            await connection.execute(answer.values(answer=written.model_dump_json()))
            return Once(written, replayed=False)

        return await self._database.transaction(operation)
"""


def inject(rng: Random) -> Injection:
    """Take it apart."""
    name = rng.choice(["known", "earlier", "first"])
    parts = f"""        look = select(kept.c.fingerprint, kept.c.answer)
        look = look.where(kept.c.client == client, kept.c.key == key)
        {name} = (await self._database.run(lambda connection: connection.execute(look))).first()
        if {name} is not None:
            if {name}.fingerprint != fingerprint:
                raise KeyReusedError
            return Once(answers.model_validate_json({name}.answer), replayed=True)
        written = await self._database.run(write)

        async def keep(connection: AsyncConnection) -> None:
            if await self._claim(connection, client, key, fingerprint):
                answer = update(kept).where(kept.c.client == client, kept.c.key == key)
                await connection.execute(answer.values(answer=written.model_dump_json()))

        await self._database.transaction(keep)
        return Once(written, replayed=False)
"""
    return Injection(fact="moment", source=edited("app/knowledge/idempotency.py", (_ONE, parts)))
