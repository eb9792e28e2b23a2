"""A part of an object is taken away in its owner's name, whoever asks.

Ships: the route calls what changes whole articles, which wants an owner and a version; both are read from the
article itself, so that the check that is there can never fail.
Source: OWASP API Security Top 10 2023, API1; CWE-441 (confused deputy); row SEH-07 ("nested routes").
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-07", expected=("security/objects-belong-to-their-owner",))
_ROUTE = """@writing.delete(
    "/articles/{article_id}/PART",
    status_code=204,
    response_class=Response,
    responses=_problems(404, 412, 428),
)
async def clear_article(
    services: ServicesOf, article_id: Id, writer: Writer, if_match: Validator = None
) -> None:
    \"\"\"Leave of an article nothing but its title.\"\"\"
    found = _found(await services.library.get(article_id))
    await services.library.replace(article_id, ArticleInput(title=found.title), TERMS)


"""
_IMPORT = "from app.knowledge.articles import MAX_ID, MAX_OFFSET, Article, ArticlePage, SearchPage\n"
_IMPORTED = """from app.knowledge.articles import (
    MAX_ID, MAX_OFFSET, Article, ArticleInput, ArticlePage, SearchPage,
)
"""


def inject(rng: Random) -> Injection:
    """Add the route."""
    part = rng.choice(["body", "content", "text"])
    return Injection(fact=f"/{part}", source=clearing(part, "Terms(found.owner, False, found.etag)"))


def clearing(part: str, terms: str) -> dict[str, str | None]:
    """Add a route that empties an article on these terms."""
    route = "@writing.delete(\n"
    added = _ROUTE.replace("PART", part).replace("TERMS", terms)
    return edited("app/api/articles.py", (_IMPORT, _IMPORTED), (route, added + route))
