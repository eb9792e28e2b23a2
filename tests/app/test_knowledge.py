"""Articles are kept, found best first, and cached without harm."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from alembic.script import ScriptDirectory

from app.api.limits import RateLimits
from app.knowledge.articles import Article, ArticleInput
from app.knowledge.backends import MemoryBackend, ValkeyBackend
from app.knowledge.cache import ArticleCache, CachedArticle
from app.knowledge.changes import Terms
from app.knowledge.database import Database, DatabaseUnavailableError
from app.knowledge.library import Library
from app.knowledge.store import ArticleStore
from app.migrations.run import alembic_config, migrate
from app.migrations.state import REVISIONS, is_current
from tests.app.running import EDITOR, READER, good_settings, running
from tests.app.stopped import no_minute_ends  # noqa: F401 - a fixture for all tests here

NOBODY = "valkey://:a-password@127.0.0.1:1/0"  # nothing listens on port 1
TERMS = Terms("editor", is_admin=False, if_match="*")
NOW = datetime(2026, 1, 2, tzinfo=UTC)
ARTICLE = Article(id=1, title="Tea", body="hot", owner="editor", version=1, created_at=NOW, updated_at=NOW)


def test_an_article_lives_and_dies(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with running(tmp_path) as client:
            created = await client.post("/articles", headers=EDITOR, json={"title": "Tea", "body": "hot"})
            path = created.headers["location"]
            assert (created.status_code, path) == (201, "/articles/1")
            assert (await client.get(path, headers=READER)).json() == created.json()
            seen = EDITOR | {"If-Match": created.headers["etag"]}
            replaced = await client.put(path, headers=seen, json={"title": "Mate"})
            assert (await client.get(path, headers=READER)).json() == replaced.json()
            assert (await client.get("/articles?limit=1", headers=READER)).json()["items"] == [
                replaced.json()
            ]
            seen = EDITOR | {"If-Match": replaced.headers["etag"]}
            assert (await client.delete(path, headers=seen)).status_code == 204
            gone = [await client.request(m, path, headers=EDITOR) for m in ("GET", "DELETE")]
            gone.append(await client.put(path, headers=EDITOR, json={"title": "Mate"}))
            assert [answer.status_code for answer in gone] == [404, 404, 404]

    asyncio.run(scenario())


def test_pages_follow_each_other(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with running(tmp_path) as client:
            for title in ("Tea", "Mate", "Cocoa"):
                await client.post("/articles", headers=EDITOR, json={"title": title, "body": "hot"})
            pages = [
                (await client.get(f"/articles?limit=2&offset={n}", headers=READER)).json() for n in (0, 2, 4)
            ]
            assert [[item["title"] for item in page["items"]] for page in pages] == [
                ["Tea", "Mate"],
                ["Cocoa"],
                [],
            ]
            assert [page["offset"] for page in pages] == [0, 2, 4]

    asyncio.run(scenario())


FOUND = {
    "tea": ["Tea", "Coffee", "Water"],
    "TEA water": ["Tea", "Water"],
    "leaves": ["Tea"],
    "tea nowhere": [],
    "100%": ["Juice"],
    "_": [],
}


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> dict[str, httpx.Response]:
    bodies = {
        "Water": "for tea",
        "Tea": "tea leaves in water, tea",
        "Coffee": "not tea, no tea",
        "Juice": "100%",
    }

    async def scenario() -> dict[str, httpx.Response]:
        async with running(tmp_path_factory.mktemp("search")) as client:
            for title, body in bodies.items():
                await client.post("/articles", headers=EDITOR, json={"title": title, "body": body})
            return {q: await client.get("/search", params={"q": q}, headers=READER) for q in FOUND}

    return asyncio.run(scenario())


@pytest.mark.parametrize(("query", "expected"), FOUND.items())
def test_search_ranks_on_the_embedded_database(
    searched: dict[str, httpx.Response], query: str, expected: list[str]
) -> None:
    items = searched[query].json()["items"]
    assert [item["article"]["title"] for item in items] == expected
    scores = [item["score"] for item in items]
    assert scores == sorted(scores, reverse=True)


def cached(payload: bytes) -> Article | None:
    async def scenario() -> Article | None:
        backend = MemoryBackend()
        await backend.put("ukp:article:1", payload, 5)
        return await ArticleCache(backend).get(1)

    return asyncio.run(scenario())


def test_a_payload_of_this_schema_is_a_hit() -> None:
    assert cached(CachedArticle(schema_version=2, article=ARTICLE).model_dump_json().encode()) == ARTICLE


@pytest.mark.parametrize(
    "payload",
    [
        b"\x80\x04pickle",
        b"{}",
        b'{"schema_version":1,"article":{"id":1}}',
        CachedArticle(schema_version=1, article=ARTICLE).model_dump_json().encode(),
        CachedArticle(schema_version=3, article=ARTICLE).model_dump_json().encode(),
    ],
)
def test_another_payload_is_a_miss(payload: bytes) -> None:
    assert cached(payload) is None


def test_without_its_cache_the_service_works_and_still_limits(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def scenario() -> None:
        cache = ArticleCache(ValkeyBackend(NOBODY))
        await cache.put(ARTICLE)
        assert await cache.get(1) is None
        await cache.close()
        limits = RateLimits("2/minute", NOBODY)
        assert [await limits.wait_seconds("key:a") is None for _ in range(4)] == [True, True, False, False]
        await limits.close()

    asyncio.run(scenario())


def test_one_slow_answer_of_the_shared_limits_is_no_outage() -> None:
    class SlowEveryOtherTime:
        def __init__(self) -> None:
            self.asked = 0

        async def hit(self, *_: object) -> bool:
            self.asked += 1
            if self.asked % 2:
                raise TimeoutError
            return True

    async def scenario() -> None:
        limits = RateLimits("1/minute", NOBODY)  # what counted alone would refuse the second one
        limits._shared = SlowEveryOtherTime()  # type: ignore[assignment]
        assert [await limits.wait_seconds("key:a") for _ in range(3)] == [None, None, None]
        await limits.close()

    asyncio.run(scenario())


def test_concurrent_misses_share_a_query_and_no_reader_gets_what_was_before_its_write(
    tmp_path: Path,
) -> None:
    class SlowStore:
        def __init__(self) -> None:
            self.queries = 0
            self.asked, self.release = asyncio.Event(), asyncio.Event()

        async def get(self, article_id: int) -> Article:
            self.queries += 1
            title = f"title {self.queries}"
            if self.queries == 2:  # the look at what is about to change
                return ARTICLE
            self.asked.set()
            await self.release.wait()
            return ARTICLE.model_copy(update={"title": title})

        async def replace(self, seen: Article, content: ArticleInput) -> Article:
            return ARTICLE

    async def scenario() -> None:
        store = SlowStore()
        library = Library(store, ArticleCache(MemoryBackend()), None)  # type: ignore[arg-type]
        before = [asyncio.create_task(library.get(1)) for _ in range(50)]
        await store.asked.wait()
        await library.replace(1, ArticleInput(title="x"), TERMS)
        store.asked.clear()
        after = asyncio.create_task(library.get(1))
        await store.asked.wait()
        store.release.set()
        titles = {article.title for article in await asyncio.gather(*before) if article}
        assert titles == {"title 1"}
        for article in (await after, await library.get(1)):
            assert article is not None
            assert article.title == "title 3"
        assert store.queries == 3

    asyncio.run(scenario())


def test_a_frozen_database_costs_its_deadline_and_no_connection(tmp_path: Path) -> None:
    async def freeze(connection: object) -> None:
        await asyncio.Event().wait()

    async def scenario() -> None:
        database = Database(good_settings(tmp_path, database_pool_size=1, database_timeout_seconds=4.0))
        for _ in range(3):
            with pytest.raises(DatabaseUnavailableError, match="deadline"):
                await database.run(freeze, 0.01)
        await database.warm()
        await database.close()

    asyncio.run(scenario())


def test_the_schema_goes_up_down_and_up_again(tmp_path: Path) -> None:
    settings = good_settings(tmp_path)

    async def state() -> bool:
        database = Database(settings)
        try:
            return await is_current(database)
        finally:
            await database.close()

    url = settings.database_url.get_secret_value()
    seen = []
    for revision in ("head", "base", "head"):
        migrate(url, revision)
        seen.append(asyncio.run(state()))
    assert seen == [True, False, True]


def test_the_revisions_are_alembics() -> None:
    scripts = ScriptDirectory.from_config(alembic_config())
    assert [script.revision for script in scripts.walk_revisions()] == REVISIONS[::-1]
    assert scripts.get_heads() == REVISIONS[-1:]


def test_the_embedded_database_migrates_at_the_start(tmp_path: Path) -> None:
    async def scenario() -> int:
        url = f"sqlite+aiosqlite:///{tmp_path}/new.db"
        async with running(tmp_path, database_url=url, migrate_on_start=True) as client:
            return (await client.get("/health/startup")).status_code

    assert asyncio.run(scenario()) == 200


def test_a_later_releases_schema_is_current_too(tmp_path: Path) -> None:
    async def scenario() -> bool:
        settings = good_settings(tmp_path)
        migrate(settings.database_url.get_secret_value())
        database = Database(settings)
        await database.run(lambda c: c.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'"))
        try:
            return await is_current(database)
        finally:
            await database.close()

    assert asyncio.run(scenario())


def test_articles_outlive_a_store_that_is_reopened(tmp_path: Path) -> None:
    settings = good_settings(tmp_path)
    migrate(settings.database_url.get_secret_value())

    async def session(title: str) -> list[str]:
        database = Database(settings)
        store = ArticleStore(database)
        await store.create(ArticleInput(title=title), "editor")
        titles = [article.title for article in await store.page(10, 0)]
        await database.close()
        return titles

    assert [asyncio.run(session(title)) for title in ("a", "b")] == [["a"], ["a", "b"]]
