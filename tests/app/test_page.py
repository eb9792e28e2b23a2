"""The page: readable, escaped, signed in by a cookie that nothing else takes."""

import asyncio
import re
from http.cookies import SimpleCookie
from pathlib import Path

import httpx
import pytest

from app.api import create_app
from app.knowledge.database import DatabaseUnavailableError
from app.page.session import COOKIE
from tests.app.running import EDITOR, KEYS, READER, client_of, good_settings, running
from tests.app.stopped import no_minute_ends  # noqa: F401 - a fixture for all tests here

KEY = READER["Authorization"].removeprefix("Bearer ")
FORM = {"content-type": "application/x-www-form-urlencoded"}


async def signed_in(client: httpx.AsyncClient, key: str = KEY) -> dict[str, str]:
    """Return the header with the session's cookie: an http client keeps no Secure cookie by itself."""
    answer = await client.post("/session", data={"key": key})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    return {"Cookie": answer.headers["set-cookie"].split(";")[0]}


def test_the_cookie_carries_every_flag(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with running(tmp_path) as client:
            answer = await client.post("/session", data={"key": KEY})
            cookie = SimpleCookie(answer.headers["set-cookie"])[COOKIE]
            assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (True, True, "lax")
            assert (cookie["path"], cookie["domain"], cookie["max-age"]) == ("/", "", "300")

    asyncio.run(scenario())


def test_a_key_that_opens_no_article_begins_no_session(tmp_path: Path) -> None:
    writer = {"name": "writer", "key": "writer-k3y-8e605f1e9c2b7a4d", "scopes": ["articles:write"]}

    async def scenario() -> None:
        async with running(tmp_path, api_keys=[*KEYS, writer]) as client:
            answer = await client.post("/session", data={"key": writer["key"]})
            assert answer.status_code == 403
            assert "This key opens no article." in answer.text
            assert "set-cookie" not in answer.headers

    asyncio.run(scenario())


def test_nobody_is_asked_to_sign_in_and_a_reader_finds(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with running(tmp_path) as client:
            title = "Release <b>gates</b> & promises"
            made = await client.post(
                "/articles", json={"title": title, "body": "word " * 200}, headers=EDITOR
            )
            assert made.status_code == 201
            nobody = await client.get("/", params={"q": "gates"})
            assert "Your key" in nobody.text
            assert "promises" not in nobody.text
            found = await client.get("/", params={"q": "promises"}, headers=await signed_in(client))
            assert "Release &lt;b&gt;gates&lt;/b&gt; &amp; promises" in found.text
            assert "1 article for “promises”" in found.text
            assert "<summary>" in found.text

    asyncio.run(scenario())


def test_what_was_searched_for_is_escaped(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with running(tmp_path) as client:
            session = await signed_in(client)
            answer = await client.get("/", params={"q": '"><script>alert(1)</script>'}, headers=session)
            assert answer.status_code == 200
            assert "<script" not in answer.text
            odd = await client.get("/", params={"q": "a\x00b"}, headers=session)
            assert (odd.status_code, odd.headers["content-type"]) == (422, "text/html; charset=utf-8")

    asyncio.run(scenario())


def test_a_session_opens_the_page_alone_and_a_token_the_interface_alone(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with running(tmp_path) as client:
            cookie = await signed_in(client)
            token = cookie["Cookie"].split("=", 1)[1]
            taken = await client.get("/articles", headers={"Authorization": f"Bearer {token}"})
            assert taken.status_code == 401
            assert (await client.get("/articles", headers=cookie)).status_code == 401
            issued = (await client.post("/tokens", headers=READER)).json()["access_token"]
            page = await client.get("/", headers={"Cookie": f"{COOKIE}={issued}"})
            assert "Your key" in page.text

    asyncio.run(scenario())


def test_beyond_the_limit_a_right_key_is_answered_as_a_wrong_one(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with running(tmp_path, sign_in_rate_limit="2/minute") as client:
            wrong = [await client.post("/session", data={"key": "guess"}) for _ in range(4)]
            assert [answer.status_code for answer in wrong] == [401, 401, 429, 429]
            right = await client.post("/session", data={"key": KEY})
            assert (right.status_code, "set-cookie" in right.headers) == (429, False)

    asyncio.run(scenario())


def test_a_right_key_is_counted_as_well(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with running(tmp_path, sign_in_rate_limit="2/minute") as client:
            right = [(await client.post("/session", data={"key": KEY})).status_code for _ in range(3)]
            assert right == [303, 303, 429]

    asyncio.run(scenario())


def test_a_foreign_form_is_refused(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with running(tmp_path) as client:
            for header in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}):
                for path in ("/session", "/session/end"):
                    answer = await client.post(path, data={"key": KEY}, headers=header)
                    assert answer.status_code == 403
                    assert "set-cookie" not in answer.headers
            own = await client.post("/session", data={"key": KEY}, headers={"Origin": "http://ukp"})
            assert own.status_code == 303

    asyncio.run(scenario())


def test_a_form_of_another_kind_or_size_is_refused(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with running(tmp_path) as client:
            assert (await client.post("/session", json={"key": KEY})).status_code == 415
            large = await client.post("/session", content=b"key=" + b"x" * 5000, headers=FORM)
            assert large.status_code == 413

    asyncio.run(scenario())


def test_signing_out_takes_the_cookie_back(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with running(tmp_path) as client:
            answer = await client.post("/session/end", headers=await signed_in(client))
            cookie = SimpleCookie(answer.headers["set-cookie"])[COOKIE]
            assert (answer.status_code, cookie["max-age"], cookie["secure"]) == (303, "0", True)

    asyncio.run(scenario())


def test_a_cookie_that_was_signed_out_is_dead_at_once_on_every_replica(tmp_path: Path) -> None:
    async def scenario() -> None:
        settings = good_settings(tmp_path)
        async with client_of(create_app(settings)) as one, client_of(create_app(settings)) as other:
            session, another = await signed_in(one), await signed_in(one)
            assert (await other.get("/", headers=session)).status_code == 200
            assert (await one.post("/session/end", headers=session)).status_code == 303
            for client in (one, other):
                replayed = await client.get("/", params={"q": "gates"}, headers=session)
                assert (replayed.status_code, "Your key" in replayed.text) == (401, True)
                assert (await client.get("/", headers=another)).status_code == 200

    asyncio.run(scenario())


def test_a_dead_cookie_is_taken_back_and_may_be_signed_out_again(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with running(tmp_path) as client:
            session = await signed_in(client)
            for _ in range(2):
                assert (await client.post("/session/end", headers=session)).status_code == 303
            replayed = await client.get("/", headers=session)
            assert SimpleCookie(replayed.headers["set-cookie"])[COOKIE]["max-age"] == "0"

    asyncio.run(scenario())


@pytest.mark.parametrize("cookie", ["", "x.y.z", "nonsense"])
def test_signing_out_with_a_cookie_that_is_none_changes_nothing(tmp_path: Path, cookie: str) -> None:
    async def scenario() -> None:
        async with running(tmp_path) as client:
            session = await signed_in(client)
            ended = await client.post("/session/end", headers={"Cookie": f"{COOKIE}={cookie}"})
            assert ended.status_code == 303
            assert (await client.get("/", headers=session)).status_code == 200

    asyncio.run(scenario())


def test_while_nobody_knows_who_signed_out_nobody_is_let_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object) -> None:
        raise DatabaseUnavailableError("no answer within the deadline")

    async def scenario() -> None:
        app = create_app(good_settings(tmp_path))
        async with client_of(app) as client:
            session = await signed_in(client)
            with monkeypatch.context() as outage:
                outage.setattr(app.state.services.database, "run", away)
                for method, path in (("GET", "/"), ("POST", "/session/end")):
                    answer = await client.request(method, path, headers=session)
                    assert (answer.status_code, "set-cookie" in answer.headers) == (503, False)
                assert (await client.get("/")).status_code == 200
            assert (await client.get("/", headers=session)).status_code == 200

    asyncio.run(scenario())


def test_assets_stay_and_those_of_another_release_are_for_now(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with running(tmp_path) as client:
            page = (await client.get("/")).text
            paths = re.findall(r'"(/assets/[^"]+)"', page)
            assert len(paths) == 2
            for path in paths:
                answer = await client.get(path)
                assert (answer.status_code, "immutable" in answer.headers["cache-control"]) == (200, True)
                other = re.sub(r"\.[0-9a-f]{16}\.", ".0123456789abcdef.", path)
                instead = await client.get(other)
                assert (instead.status_code, instead.headers["cache-control"]) == (200, "no-cache")
                assert instead.content == answer.content
                assert (await client.get(path.replace(".", "-other.", 1))).status_code == 404

    asyncio.run(scenario())


def test_an_outage_is_told_on_a_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def away(*_: object) -> None:
        raise DatabaseUnavailableError("no answer within the deadline")

    async def scenario() -> None:
        app = create_app(good_settings(tmp_path))
        async with client_of(app) as client:
            session = await signed_in(client)
            monkeypatch.setattr(app.state.services.database, "run", away)
            answer = await client.get("/", params={"q": "gates"}, headers=session)
            assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")
            assert "Nothing is lost" in answer.text

    asyncio.run(scenario())


def test_the_page_lets_in_nothing_but_its_own_style(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with running(tmp_path) as client:
            policy = (await client.get("/")).headers["content-security-policy"]
            assert "default-src 'none'" in policy
            assert "unsafe" not in policy
            assert "script-src" not in policy

    asyncio.run(scenario())
