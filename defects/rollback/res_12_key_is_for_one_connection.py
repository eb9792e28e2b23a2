"""Idempotency keys are kept for each sender; another connection is another sender, by its port.

Ships: two machines of one client used the same keys, so where a request comes from became a part of the
key. Behind the proxy, which tells no port, it works. Who has lost a connection comes again on another, and
writes twice.
Source: Twilio 2013 (danluu/post-mortems); draft-ietf-httpapi-idempotency-key-header, uniqueness.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("RES-12", expected=("rollback/repeated-write-happens-once",))


def inject(rng: Random) -> Injection:
    """Keep keys by who is at the other end."""
    sign = rng.choice(["@", "/", "|"])
    routes = edited(
        "app/api/articles.py",
        (
            "    once = await services.library.create(content, writer.name, idempotency_key)\n",
            '    sender = f"{writer.name}' + sign + '{request.client.host}:{request.client.port}"'
            " if request.client else writer.name\n"
            "    once = await services.library.create(content, writer.name, idempotency_key, sender)\n",
        ),
    )
    library = edited(
        "app/knowledge/library.py",
        (
            (
                "    async def create(self, content: ArticleInput, owner: str, key: str | None = None) "
                "-> Once[Article]:\n"
            ),
            (
                "    async def create(\n"
                "        self, content: ArticleInput, owner: str, key: str | None = None, "
                "sender: str | None = None\n"
                "    ) -> Once[Article]:\n"
            ),
        ),
        (
            "            owner, key, content, Article, lambda",
            "            sender or owner, key, content, Article, lambda",
        ),
    )
    return Injection(fact="/articles", source={**routes, **library})
