"""The routes of the knowledge: articles and search. Reading and writing are routers with a scope each."""

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Path, Query, Request, Response
from pydantic import AfterValidator

from app.api.auth import guarded
from app.api.body import DOCUMENTATION, NewArticle
from app.api.services import ServicesOf
from app.knowledge.articles import MAX_ID, MAX_OFFSET, Article, ArticlePage, SearchPage, storable
from app.knowledge.search import MAX_QUERY_LENGTH

Responses = dict[int | str, dict[str, Any]]


def _problems(*statuses: int) -> Responses:
    return {status: {"content": {"application/problem+json": {}}} for status in statuses}


reading = APIRouter(dependencies=guarded("articles:read"), responses=_problems(401, 403, 422, 429, 503))
writing = APIRouter(dependencies=guarded("articles:write"), responses=_problems(401, 403, 422, 429, 503))

Id = Annotated[int, Path(ge=1, le=MAX_ID)]
Limit = Annotated[int, Query(ge=1, le=100)]
Offset = Annotated[int, Query(ge=0, le=MAX_OFFSET)]
Words = Annotated[str, Query(min_length=1, max_length=MAX_QUERY_LENGTH), AfterValidator(storable)]


@reading.get("/articles")
async def list_articles(services: ServicesOf, limit: Limit = 20, offset: Offset = 0) -> ArticlePage:
    """Return articles by ascending id."""
    items = await services.library.store.page(limit, offset)
    return ArticlePage(items=items, limit=limit, offset=offset)


@reading.get("/articles/{article_id}", responses=_problems(404))
async def get_article(services: ServicesOf, article_id: Id) -> Article:
    """Return one article."""
    return _found(await services.library.get(article_id))


@reading.get("/search")
async def search_articles(services: ServicesOf, q: Words, limit: Limit = 10) -> SearchPage:
    """Return the articles that contain every word of `q`, best first."""
    return SearchPage(items=await services.search.find(q, limit), limit=limit)


@writing.post("/articles", status_code=201, responses=_problems(408, 413), openapi_extra=DOCUMENTATION)
async def create_article(
    services: ServicesOf, content: NewArticle, response: Response, request: Request
) -> Article:
    """Store a new article; Location is where to find it."""
    article = await services.library.create(content)
    response.headers["Location"] = request.app.url_path_for("get_article", article_id=str(article.id))
    return article


@writing.put("/articles/{article_id}", responses=_problems(404, 408, 413), openapi_extra=DOCUMENTATION)
async def replace_article(services: ServicesOf, article_id: Id, content: NewArticle) -> Article:
    """Replace the content of an article."""
    return _found(await services.library.replace(article_id, content))


@writing.delete("/articles/{article_id}", status_code=204, response_class=Response, responses=_problems(404))
async def delete_article(services: ServicesOf, article_id: Id) -> None:
    """Delete an article."""
    if not await services.library.delete(article_id):
        _found(None)


def _found(article: Article | None) -> Article:
    if article is None:
        raise HTTPException(404, "there is no such article")
    return article
