"""The route table says who may call what, and the routes do what it says."""

import asyncio
from pathlib import Path

import pytest

from app.api import create_app
from app.api.table import route_table
from tests.app.running import EDITOR, READER, client_of, good_settings, running
from tests.app.stopped import no_minute_ends  # noqa: F401 - a fixture for all tests here

PROTECTED = {
    ("GET", "/articles"): "articles:read",
    ("GET", "/articles/{article_id}"): "articles:read",
    ("GET", "/search"): "articles:read",
    ("POST", "/articles"): "articles:write",
    ("PUT", "/articles/{article_id}"): "articles:write",
    ("DELETE", "/articles/{article_id}"): "articles:write",
    ("POST", "/imports"): "articles:write",
    ("GET", "/imports/{import_id}"): "articles:write",
}
KEYS_ALONE = {("POST", "/tokens"): "an API key"}
WRONG = {"Authorization": "Bearer wrong-k3y-5f1e9c2b7a4d8e60"}
BASIC = {"Authorization": "Basic ZWRpdG9yOmVkaXRvcg=="}
BODY = '{"title": "T"}'


def test_the_route_table_names_the_scope_of_each_route(tmp_path: Path) -> None:
    table = route_table(create_app(good_settings(tmp_path)))
    guarded = {(r.method, r.path): r.authentication for r in table if r.authentication != "none"}
    assert guarded == PROTECTED | KEYS_ALONE


def test_the_openapi_document_shows_the_same_scopes(tmp_path: Path) -> None:
    paths = create_app(good_settings(tmp_path)).openapi()["paths"]
    shown = {
        (method.upper(), path): operation["security"][0]["ApiKey"][0]
        for path, operations in paths.items()
        for method, operation in operations.items()
        if "security" in operation and path != "/tokens"
    }
    assert shown == PROTECTED


def test_every_guarded_route_refuses_who_may_not(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with running(tmp_path) as client:
            for (method, template), scope in PROTECTED.items():
                path = template.replace("{article_id}", "1") + "?q=x"
                for headers in ({}, WRONG, BASIC, {"Authorization": "Bearer "}):
                    answer = await client.request(method, path, headers=headers, content=b"{not json")
                    assert answer.status_code == 401, (method, path, headers)
                    assert answer.headers["www-authenticate"].startswith("Bearer")
                answer = await client.request(method, path, headers=READER, content=BODY)
                assert (answer.status_code == 403) == (scope == "articles:write"), (method, path)
                answer = await client.request(method, path, headers=EDITOR, content=BODY)
                assert answer.status_code not in {401, 403}, (method, path)

    asyncio.run(scenario())


def test_the_limit_counts_by_key_and_by_address(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with running(tmp_path, rate_limit="2/minute") as client:
            statuses = [(await client.get("/articles", headers=h)).status_code for h in [READER] * 3]
            assert statuses == [200, 200, 429]
            statuses = [(await client.get("/articles")).status_code for _ in range(3)]
            assert statuses == [401, 401, 429]
            assert (await client.get("/articles", headers=EDITOR)).status_code == 200
            assert (await client.get("/health/live")).status_code == 200
            refused = await client.get("/articles", headers=READER)
            assert 1 <= int(refused.headers["retry-after"]) <= 60

    asyncio.run(scenario())


def test_whoever_guesses_too_often_does_not_learn_what_is_right(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with running(tmp_path, rate_limit="60/minute") as client:
            guesses = [(await client.get("/articles", headers=WRONG)).status_code for _ in range(61)]
            assert guesses == [401] * 60 + [429]
            right = await client.get("/articles", headers=EDITOR)
            assert right.status_code == 429
            assert 1 <= int(right.headers["retry-after"]) <= 60

    asyncio.run(scenario())


def test_right_keys_are_no_guesses(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with running(tmp_path, rate_limit="5/minute") as client:
            for key in (READER, EDITOR):
                answers = [(await client.get("/articles", headers=key)).status_code for _ in range(5)]
                assert answers == [200] * 5

    asyncio.run(scenario())


@pytest.mark.parametrize(("trusted", "expected"), [((), [200, 429]), (("127.0.0.1",), [200, 200])])
def test_only_a_trusted_proxy_names_the_client(
    tmp_path: Path, trusted: tuple[str, ...], expected: list[int]
) -> None:
    async def scenario() -> list[int]:
        async with running(tmp_path, rate_limit="1/minute", trusted_proxies=trusted) as client:
            answers = [
                await client.get("/articles", headers={"X-Forwarded-For": f"10.9.8.{i}"}) for i in (1, 2)
            ]
            return [200 if answer.status_code == 401 else answer.status_code for answer in answers]

    assert asyncio.run(scenario()) == expected


@pytest.mark.parametrize(
    ("environment", "status"), [("development", 200), ("testing", 200), ("production", 404)]
)
def test_the_openapi_document_is_not_for_production(tmp_path: Path, environment: str, status: int) -> None:
    async def scenario() -> list[int]:
        settings = good_settings(tmp_path).model_copy(update={"environment": environment})
        async with client_of(create_app(settings)) as client:
            return [(await client.get(path)).status_code for path in ("/openapi.json", "/docs")]

    assert asyncio.run(scenario()) == [status, status]
