"""An object is changed by its owner alone, and a part of it by every writer.

Ships: titles with spelling mistakes are to be corrected without sending the whole article, so a part of it
has a route and a statement of its own. The terms of a change are checked where whole articles are changed.
Source: OWASP API Security Top 10 2023, API1; OWASP ASVS 5.0 8.2.2; row SEH-07 ("nested and bulk routes").
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-07", expected=("security/objects-belong-to-their-owner",))
_ROUTE = '''@writing.put(
    "/articles/{article_id}/PART", responses=_problems(404, 408, 413), openapi_extra=DOCUMENTATION
)
async def rename_article(
    services: ServicesOf, article_id: Id, content: NewArticle, response: Response
) -> Article:
    """Correct the title of an article, and leave its body as it is."""
    return _tagged(_found(await services.library.rename(article_id, content)), response)


'''
_LIBRARY = '''    async def rename(self, article_id: int, content: ArticleInput) -> Article | None:
        """Give an article another title; None if there is none."""
        try:
            return await self.store.rename(article_id, content)
        finally:
            await self._changed(article_id)

'''
_STORE = '''    async def rename(self, article_id: int, content: ArticleInput) -> Article | None:
        """Write the title of an article alone; None if there is none."""
        row = {"title": content.title, "version": articles.c.version + 1, "updated_at": datetime.now(UTC)}
        statement = update(articles).where(articles.c.id == article_id).values(**row).returning(*COLUMNS)
        found = (await self._database.run(lambda connection: connection.execute(statement))).first()
        return None if found is None else article_of(found)

'''


def inject(rng: Random) -> Injection:
    """Add the route of the part."""
    part = rng.choice(["title", "heading", "headline", "caption"])
    delete, route = "    async def delete(self, ", "@writing.delete(\n"
    source = {
        **edited("app/api/articles.py", (route, _ROUTE.replace("PART", part) + route)),
        **edited("app/knowledge/library.py", (delete, _LIBRARY + delete)),
        **edited("app/knowledge/store.py", (delete, _STORE + delete)),
    }
    return Injection(fact=f"/{part}", source=source)
