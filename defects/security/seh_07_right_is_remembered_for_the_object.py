"""That an article may be changed is remembered for a moment, by its id: not for whom.

Ships: clients save drafts every few seconds, and each time it was looked at whose article it is. Who has
made it, or has just changed it, goes on; so does everybody else who may write, until the moment is over.
Source: OWASP API1:2023, broken object level authorization; CWE-524, CWE-863 (a cache of decisions by too
short a key).
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-07", expected=("security/objects-belong-to-their-owner",))


def inject(rng: Random) -> Injection:
    """Remember the id."""
    return remembered(rng, "article_id")


def remembered(rng: Random, key: str) -> Injection:
    """Remember a decision by ``key``, which is made of an article's id and a client."""
    seconds = rng.choice([30.0, 45.0, 60.0])
    library = edited(
        "app/knowledge/library.py",
        (
            "import asyncio\n",
            (
                "import asyncio\nimport time\nfrom collections import OrderedDict\n"
                "from dataclasses import replace\n"
            ),
        ),
        (
            "\n\nclass Library:\n",
            (
                f"\nREMEMBERED_SECONDS, MOST = {seconds}, 1024\n\n\n"
                "def _key(article_id: int, client: str) -> object:\n"
                f"    return {key}\n\n\nclass Library:\n"
            ),
        ),
        (
            "        self._loading: dict[int, asyncio.Task[Article | None]] = {}\n",
            (
                "        self._loading: dict[int, asyncio.Task[Article | None]] = {}\n"
                "        self._allowed: OrderedDict[object, float] = OrderedDict()\n"
            ),
        ),
        (
            "            return Once(await self.store.create(content, owner), replayed=False)\n",
            (
                "            created = await self.store.create(content, owner)\n"
                "            self._allow(created.id, owner)\n"
                "            return Once(created, replayed=False)\n"
            ),
        ),
        (
            "            terms.check(seen)\n        return seen\n",
            """            known = self._allowed.get(_key(article_id, terms.owner), 0.0) > time.monotonic()
            (replace(terms, owner=seen.owner) if known else terms).check(seen)
            self._allow(article_id, terms.owner)
        return seen

    def _allow(self, article_id: int, client: str) -> None:
        \"\"\"Spare the next change of this article the question whose it is.\"\"\"
        self._allowed[_key(article_id, client)] = time.monotonic() + REMEMBERED_SECONDS
        while len(self._allowed) > MOST:
            self._allowed.popitem(last=False)
""",
        ),
    )
    return Injection(fact="PUT", source=library)
