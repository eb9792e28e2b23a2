"""The routes of the knowledge: articles and search. Reading and writing are routers with a scope each."""

from typing import Annotated, Any

from fastapi import APIRouter, Header, HTTPException, Path, Query, Request, Response
from pydantic import AfterValidator

from app.api.auth import Caller, Writer, guarded
from app.api.body import DOCUMENTATION, NewArticle
from app.api.services import ServicesOf
from app.knowledge.articles import MAX_ID, MAX_OFFSET, Article, ArticlePage, SearchPage
from app.knowledge.changes import Terms, matches
from app.knowledge.idempotency import KEY_PATTERN
from app.knowledge.search import MAX_QUERY_LENGTH
from app.knowledge.text import clean

Responses = dict[int | str, dict[str, Any]]


def _problems(*statuses: int) -> Responses:
    return {status: {"content": {"application/problem+json": {}}} for status in statuses}


NOT_MODIFIED: Responses = {304: {"description": "The client has it already."}}
reading = APIRouter(dependencies=guarded("articles:read"), responses=_problems(401, 403, 422, 429, 503))
writing = APIRouter(dependencies=guarded("articles:write"), responses=_problems(401, 403, 422, 429, 503))

Id = Annotated[int, Path(ge=1, le=MAX_ID)]
Limit = Annotated[int, Query(ge=1, le=100)]
Offset = Annotated[int, Query(ge=0, le=MAX_OFFSET)]
Validator = Annotated[str | None, Header(max_length=200)]
IdempotencyKey = Annotated[str | None, Header(pattern=KEY_PATTERN)]
Words = Annotated[str, Query(min_length=1, max_length=MAX_QUERY_LENGTH), AfterValidator(clean)]


@reading.get("/articles")
async def list_articles(services: ServicesOf, limit: Limit = 20, offset: Offset = 0) -> ArticlePage:
    """Return articles by ascending id."""
    items = await services.library.store.page(limit, offset)
    return ArticlePage(items=items, limit=limit, offset=offset)


@reading.get("/articles/{article_id}", responses=_problems(404) | NOT_MODIFIED)
async def get_article(
    services: ServicesOf, article_id: Id, response: Response, if_none_match: Validator = None
) -> Any:
    """Return one article with its ETag; 304 to a client that has it already."""
    article = _found(await services.library.get(article_id))
    if if_none_match is not None and matches(if_none_match, article.etag):
        return Response(status_code=304, headers={"ETag": article.etag})
    return _tagged(article, response)


@reading.get("/search")
async def search_articles(services: ServicesOf, q: Words, limit: Limit = 10) -> SearchPage:
    """Return the articles that contain every word of `q`, best first."""
    return SearchPage(items=await services.search.find(q, limit), limit=limit)


@writing.post("/articles", status_code=201, responses=_problems(408, 413), openapi_extra=DOCUMENTATION)
async def create_article(
    services: ServicesOf,
    content: NewArticle,
    writer: Writer,
    response: Response,
    request: Request,
    idempotency_key: IdempotencyKey = None,
) -> Article:
    """Store a new article; Location is where to find it. A repeated key gets the first answer again."""
    once = await services.library.create(content, writer.name, idempotency_key)
    response.headers["Location"] = request.app.url_path_for("get_article", article_id=str(once.answer.id))
    if once.replayed:
        response.headers["Idempotent-Replay"] = "true"
    return _tagged(once.answer, response)


@writing.put(
    "/articles/{article_id}", responses=_problems(404, 408, 412, 413, 428), openapi_extra=DOCUMENTATION
)
async def replace_article(
    services: ServicesOf,
    article_id: Id,
    content: NewArticle,
    writer: Writer,
    response: Response,
    if_match: Validator = None,
) -> Article:
    """Replace the content of an article of one's own, from the version in If-Match."""
    terms = _terms(writer, if_match)
    return _tagged(_found(await services.library.replace(article_id, content, terms)), response)


@writing.delete(
    "/articles/{article_id}",
    status_code=204,
    response_class=Response,
    responses=_problems(404, 412, 428),
)
async def delete_article(
    services: ServicesOf, article_id: Id, writer: Writer, if_match: Validator = None
) -> None:
    """Delete an article of one's own, in the version in If-Match."""
    if not await services.library.delete(article_id, _terms(writer, if_match)):
        _found(None)


def _terms(writer: Caller, if_match: str | None) -> Terms:
    return Terms(writer.name, writer.is_admin, if_match)


def _tagged(article: Article, response: Response) -> Article:
    response.headers["ETag"] = article.etag
    return article


def _found(article: Article | None) -> Article:
    if article is None:
        raise HTTPException(404, "there is no such article")
    return article
