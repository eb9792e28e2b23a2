"""Errors are problem details that leak nothing; every response carries its id and the security headers."""

import asyncio
import io
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.api import create_app
from app.config.security import RESPONSE_HEADERS
from app.knowledge.database import DatabaseUnavailableError
from tests.app.running import EDITOR, READER, client_of, good_settings, records, running

ASKED = [
    ("GET", "/version", {}, 200),
    ("GET", "/nowhere", {}, 404),
    ("GET", "/articles/", {}, 404),
    ("GET", "/articles/7", READER, 404),
    ("PATCH", "/articles", {}, 405),
    ("GET", "/articles", {}, 401),
    ("DELETE", "/articles/7", READER, 403),
    ("GET", "/articles/none", READER, 422),
    ("GET", "/articles/99999999999999999999", READER, 422),
    ("GET", "/search?q=%00", READER, 422),
    ("POST", "/articles", EDITOR, 422),
]


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> list[httpx.Response]:
    async def ask() -> list[httpx.Response]:
        async with running(tmp_path_factory.mktemp("errors")) as client:
            return [
                await client.request(method, path, headers=headers | {"X-Request-ID": f"id-{number}"})
                for number, (method, path, headers, _) in enumerate(ASKED)
            ]

    return asyncio.run(ask())


@pytest.mark.parametrize("number", range(len(ASKED)))
def test_each_response_is_what_it_should_be(answers: list[httpx.Response], number: int) -> None:
    answer, expected = answers[number], ASKED[number][3]
    assert answer.status_code == expected
    assert answer.headers["x-request-id"] == f"id-{number}"
    assert {name: answer.headers[name.decode()] for name, _ in RESPONSE_HEADERS} == {
        name: value.decode() for name, value in RESPONSE_HEADERS
    }
    if expected >= 400:
        assert answer.headers["content-type"] == "application/problem+json"
        problem = answer.json()
        assert (problem["status"], problem["request_id"]) == (expected, f"id-{number}")


def test_a_harmful_request_id_is_replaced(tmp_path: Path) -> None:
    async def scenario() -> list[str]:
        async with running(tmp_path) as client:
            harmful = ["a" * 65, "a b", "<script>", ""]
            return [
                (await client.get("/", headers={"X-Request-ID": text})).headers["x-request-id"]
                for text in harmful
            ]

    assert [len(request_id) for request_id in asyncio.run(scenario())] == [32] * 4


def test_validation_says_where_and_not_what_was_sent(tmp_path: Path) -> None:
    async def scenario() -> dict[str, Any]:
        async with running(tmp_path) as client:
            content = {"title": "nul \x00", "extra": "my-secret-value"}
            answer = await client.post("/articles", headers=EDITOR, json=content)
            assert "my-secret-value" not in answer.text
            problem: dict[str, Any] = answer.json()
            return problem

    errors = asyncio.run(scenario())["errors"]
    assert [error["pointer"] for error in errors] == ["#/title", "#/extra"]


def test_a_body_beyond_the_limit_is_refused_declared_or_not(tmp_path: Path) -> None:
    async def chunks() -> Any:
        for _ in range(3):
            yield b"x" * 50

    async def scenario() -> list[tuple[int, str]]:
        async with running(tmp_path, max_body_bytes=100) as client:
            declared = await client.post("/articles", headers=EDITOR, content=b"x" * 101)
            streamed = await client.post("/articles", headers=EDITOR, content=chunks())
            return [(answer.status_code, answer.headers["connection"]) for answer in (declared, streamed)]

    assert asyncio.run(scenario()) == [(413, "close"), (413, "close")]


@pytest.mark.parametrize(
    ("error", "status"),
    [(DatabaseUnavailableError("host db, user ukp"), 503), (RuntimeError("host db, user ukp"), 500)],
)
def test_failures_are_generic(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int
) -> None:
    async def fail(*_: object) -> None:
        raise error

    log = io.StringIO()

    async def scenario() -> httpx.Response:
        app = create_app(good_settings(tmp_path))
        async with client_of(app, log) as client:
            monkeypatch.setattr(app.state.services.library, "get", fail)
            return await client.get("/articles/1", headers=READER)

    answer = asyncio.run(scenario())
    (record,) = [record for record in records(log) if record["level"] == "error"]
    assert record["request_id"] == answer.headers["x-request-id"]
    assert f"{type(error).__name__}: host db" in record["exception"]
    assert (answer.status_code, answer.json()["status"]) == (status, status)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "ukp" not in answer.text
    assert ("retry-after" in answer.headers) == (status == 503)


def test_head_and_options(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with running(tmp_path) as client:
            got, head = await client.get("/version"), await client.head("/version")
            assert (head.status_code, head.content) == (200, b"")
            assert head.headers["content-length"] == got.headers["content-length"]
            assert (await client.head("/articles")).status_code == 401
            options = await client.options("/articles")
            assert (options.status_code, options.headers["allow"]) == (204, "GET, HEAD, OPTIONS, POST")
            assert (await client.options("/nowhere")).status_code == 404

    asyncio.run(scenario())
