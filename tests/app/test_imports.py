"""Imports over HTTP: taken in, told to their owner alone, refused before anything is kept."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
from fastapi import FastAPI
from sqlalchemy import func, select

from app.api import create_app
from app.api.services import Services
from app.imports.store import ImportStore
from app.imports.submission import Imports
from app.knowledge.idempotency import IdempotencyKeys
from app.knowledge.tables import idempotency_keys, imports
from app.security.destinations import Destinations
from tests.app.queues import MemoryQueue
from tests.app.running import ADMIN, EDITOR, READER, SECOND, client_of, good_settings

URL = {"url": "https://mirror.example/tea"}
NOBODY = "valkey://:a-password@127.0.0.1:1/0"  # nothing listens on port 1


@asynccontextmanager
async def service(folder: Path) -> AsyncIterator[tuple[httpx.AsyncClient, MemoryQueue, FastAPI]]:
    """Open the service with a queue in memory."""
    app, queue = create_app(good_settings(folder)), MemoryQueue()
    services: Services = app.state.services
    store, keys = ImportStore(services.database), IdempotencyKeys(services.database)
    services.imports = Imports(store, keys, queue, Destinations())
    async with client_of(app) as client:
        yield client, queue, app


async def rows(app: FastAPI) -> list[int]:
    """How many imports and idempotency keys are kept."""
    services: Services = app.state.services
    counts = []
    for table in (imports, idempotency_keys):
        statement = select(func.count()).select_from(table)
        counts.append((await services.database.run(lambda c, s=statement: c.execute(s))).scalar_one())  # type: ignore[misc]
    return counts


def test_an_import_is_taken_in_and_told_to_its_owner(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with service(tmp_path) as (client, queue, _):
            taken = await client.post("/imports", headers=EDITOR | {"X-Request-ID": "tea-1"}, json=URL)
            path = taken.headers["location"]
            assert (taken.status_code, path) == (202, f"/imports/{taken.json()['id']}")
            assert taken.json() == URL | {
                "id": taken.json()["id"], "state": "queued", "attempts": 0, "article": None, "reason": None,
            }  # fmt: skip
            assert [fields[b"request"] for fields in queue.stream.values()] == [b"tea-1"]
            seen = [
                await client.get(path, headers=headers) for headers in (EDITOR, ADMIN, SECOND, READER, {})
            ]
            assert [answer.status_code for answer in seen] == [200, 200, 404, 403, 401]
            unknown = await client.get("/imports/" + "0" * 32, headers=SECOND)
            assert unknown.json()["detail"] == seen[2].json()["detail"]

    asyncio.run(scenario())


def test_an_import_that_is_done_names_its_article(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with service(tmp_path) as (client, _, app):
            path = (await client.post("/imports", headers=EDITOR, json=URL)).headers["location"]
            article = (await client.post("/articles", headers=EDITOR, json={"title": "Tea"})).headers[
                "location"
            ]
            done = imports.update().values(state="done", article_id=int(article.rpartition("/")[2]))
            await app.state.services.database.run(lambda c: c.execute(done))
            told = (await client.get(path, headers=EDITOR)).json()
            assert (told["state"], told["article"]) == ("done", article)

    asyncio.run(scenario())


REFUSED: list[tuple[dict[str, Any], str, str]] = [
    ({"url": "ftp://mirror.example/"}, "#/url", "http and https"),
    ({"url": "http://169.254.169.254/"}, "#/url", "public address"),
    ({"url": "http://user:word@mirror.example/"}, "#/url", "credentials"),
    ({"url": "http://mirror.example:6379/"}, "#/url", "port"),
    ({"url": ""}, "#/url", "at least 1"),
    ({"url": "http://" + "a" * 3000}, "#/url", "at most 2048"),
    ({"url": 7}, "#/url", "string"),
    ({}, "#/url", "required"),
    (URL | {"title": "x"}, "#/title", "not permitted"),
]


def test_a_bad_url_is_refused_and_nothing_is_kept(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with service(tmp_path) as (client, queue, app):
            for body, pointer, words in REFUSED:
                answer = await client.post("/imports", headers=EDITOR, json=body)
                [error] = answer.json()["errors"]
                assert (answer.status_code, error["pointer"]) == (422, pointer), body
                assert words in error["detail"], body
                assert "word@" not in answer.text
            assert (queue.stream, await rows(app)) == ({}, [0, 0])

    asyncio.run(scenario())


def test_a_repeated_key_is_one_import(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with service(tmp_path) as (client, queue, _):
            keyed = EDITOR | {"Idempotency-Key": "tea-1"}
            first, again = [await client.post("/imports", headers=keyed, json=URL) for _ in range(2)]
            assert (again.status_code, again.headers["idempotent-replay"]) == (202, "true")
            assert again.headers["location"] == first.headers["location"]
            assert len(queue.stream) == 1
            other = await client.post("/imports", headers=keyed, json={"url": "https://mirror.example/2"})
            assert other.status_code == 422

    asyncio.run(scenario())
