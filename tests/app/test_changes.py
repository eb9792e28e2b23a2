"""An article is changed by its owner, from the version that the client has seen, and once for each key."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import httpx
import pytest

from app.knowledge.changes import matches
from tests.app.running import ADMIN, EDITOR, READER, SECOND, running

TEA = {"title": "Tea", "body": "hot"}


def on(tmp_path: Path, scenario: Callable[[httpx.AsyncClient], Awaitable[None]]) -> None:
    async def run() -> None:
        async with running(tmp_path) as client:
            await scenario(client)

    asyncio.run(run())


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_only_the_owner_and_an_admin_change_an_article(tmp_path: Path, method: str) -> None:
    async def scenario(client: httpx.AsyncClient) -> None:
        made = await client.post("/articles", headers=EDITOR, json=TEA)
        assert made.json()["owner"] == "editor"
        path, seen = made.headers["location"], {"If-Match": made.headers["etag"]}
        refused = await client.request(method, path, headers=SECOND | seen, json=TEA)
        assert refused.status_code == 403
        assert (await client.get(path, headers=SECOND)).json() == made.json()
        done = await client.request(method, path, headers=ADMIN | seen, json=TEA)
        assert done.status_code in {200, 204}

    on(tmp_path, scenario)


def test_a_change_names_the_version_that_it_starts_from(tmp_path: Path) -> None:
    async def scenario(client: httpx.AsyncClient) -> None:
        made = await client.post("/articles", headers=EDITOR, json=TEA)
        path, seen = made.headers["location"], EDITOR | {"If-Match": made.headers["etag"]}
        assert (await client.put(path, headers=EDITOR, json=TEA)).status_code == 428
        first = await client.put(path, headers=seen, json=TEA | {"body": "warm"})
        assert (first.status_code, first.json()["version"]) == (200, 2)
        second = await client.put(path, headers=seen, json=TEA | {"body": "cold"})
        assert (second.status_code, second.headers["content-type"]) == (412, "application/problem+json")
        assert (await client.get(path, headers=READER)).json()["body"] == "warm"

    on(tmp_path, scenario)


def test_of_two_changes_at_once_one_is_told(tmp_path: Path) -> None:
    async def scenario(client: httpx.AsyncClient) -> None:
        made = await client.post("/articles", headers=EDITOR, json=TEA)
        path, seen = made.headers["location"], EDITOR | {"If-Match": made.headers["etag"]}
        both = await asyncio.gather(*(client.put(path, headers=seen, json={"title": t}) for t in "ab"))
        assert sorted(answer.status_code for answer in both) == [200, 412]

    on(tmp_path, scenario)


def test_what_the_client_has_is_not_sent_again(tmp_path: Path) -> None:
    async def scenario(client: httpx.AsyncClient) -> None:
        made = await client.post("/articles", headers=EDITOR, json=TEA)
        path, tag = made.headers["location"], made.headers["etag"]
        same = await client.get(path, headers=READER | {"If-None-Match": f'"other", W/{tag}'})
        assert (same.status_code, same.content, same.headers["etag"]) == (304, b"", tag)
        assert (await client.get(path, headers=READER | {"If-None-Match": '"other"'})).status_code == 200

    on(tmp_path, scenario)


def test_a_write_under_a_key_happens_once(tmp_path: Path) -> None:
    async def scenario(client: httpx.AsyncClient) -> None:
        keyed = EDITOR | {"Idempotency-Key": "order-17"}
        answers = [await client.post("/articles", headers=keyed, json=TEA) for _ in range(3)]
        assert {a.status_code for a in answers} == {201}
        assert len({a.headers["location"] for a in answers}) == 1
        assert [a.headers.get("idempotent-replay") for a in answers] == [None, "true", "true"]
        assert len((await client.get("/articles", headers=READER)).json()["items"]) == 1
        assert (await client.post("/articles", headers=keyed, json={"title": "Other"})).status_code == 422
        other = await client.post("/articles", headers=SECOND | {"Idempotency-Key": "order-17"}, json=TEA)
        assert other.headers["location"] != answers[0].headers["location"]

    on(tmp_path, scenario)


def test_two_writes_at_once_under_a_key_are_one(tmp_path: Path) -> None:
    async def scenario(client: httpx.AsyncClient) -> None:
        keyed = EDITOR | {"Idempotency-Key": "twice"}
        both = await asyncio.gather(*(client.post("/articles", headers=keyed, json=TEA) for _ in range(2)))
        assert [a.status_code for a in both] == [201, 201]
        assert both[0].json() == both[1].json()

    on(tmp_path, scenario)


@pytest.mark.parametrize("key", ["", "with blank", "x" * 129, "a/b"])
def test_a_key_that_is_none_is_refused(tmp_path: Path, key: str) -> None:
    async def scenario(client: httpx.AsyncClient) -> None:
        answer = await client.post("/articles", headers=EDITOR | {"Idempotency-Key": key}, json=TEA)
        assert answer.status_code == 422

    on(tmp_path, scenario)


@pytest.mark.parametrize(
    ("title", "body", "status"),
    [
        ("  Tea \n time ", "a\r\nb\tc", 201),
        ("Cafe\u0301", "", 201),
        (" \n ", "", 422),
        ("x" * 201, "", 422),
        ("T", "x" * 100_001, 422),
        ("T", "bell \x07", 422),
        ("T", "\u202egnp.exe", 422),
        ("T\x00", "", 422),
    ],
)
def test_text_is_cleaned_or_refused(tmp_path: Path, title: str, body: str, status: int) -> None:
    async def scenario(client: httpx.AsyncClient) -> None:
        answer = await client.post("/articles", headers=EDITOR, json={"title": title, "body": body})
        assert answer.status_code == status
        if status == 201:
            kept = answer.json()
            assert kept["title"] in {"Tea time", "Caf\u00e9"}
            assert "\r" not in kept["body"]

    on(tmp_path, scenario)


@pytest.mark.parametrize(
    ("header", "expected"),
    [("*", True), ('"1-2"', True), ('W/"1-2", "x"', True), ('"1"', False), ("", False)],
)
def test_tags_are_compared_whole(header: str, *, expected: bool) -> None:
    assert matches(header, '"1-2"') is expected
