"""A document is fetched from the address that was checked, within all limits, and failures say which kind."""

import asyncio
import gzip
from pathlib import Path

import pytest

from app.imports.document import Document
from app.imports.failures import PermanentError, TemporaryError
from tests.app.certificates import authority_and_server
from tests.app.mirror import Mirror, answer, mirror, redirect


def fetched(answers: dict[str, bytes | None], path: str = "/", **limits: float) -> tuple[Document, Mirror]:
    async def scenario() -> tuple[Document, Mirror]:
        async with mirror(answers) as served:
            fetcher = served.fetcher(limits.get("seconds", 5.0), int(limits.get("size", 1000)))
            return await fetcher.fetch(served.url(path)), served

    return asyncio.run(scenario())


def test_the_name_is_kept_and_the_address_is_the_one_that_was_checked() -> None:
    document, served = fetched({"/tea?a=b": answer(b"hot", content_type="text/html")}, "/tea?a=b")
    assert document == Document(b"hot", "text/html")
    assert served.resolved == ["mirror.example"]  # once; nothing but the test's own resolver knows the name
    assert f"host: mirror.example:{served.port}" in served.seen[0].lower()
    assert "accept-encoding: identity" in served.seen[0].lower()


def test_the_environment_offers_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert fetched({"/": answer(b"hot")})[0].content == b"hot"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (answer(status="404 Not Found"), "answered 404"),
        (answer(status="401 Unauthorized"), "answered 401"),
        (answer(b"", "304 Not Modified"), "answered 304"),
        (answer(b"", "302 Found"), "answered 302"),
        (answer(content_type="application/pdf"), "not text/plain or text/html"),
        (answer(b"x" * 1001), "larger than 1000 bytes"),
        (answer(gzip.compress(b"x" * 10_000), content_encoding="gzip"), "compressed"),
        (redirect("/again"), "redirects more than 3 times"),
        (redirect("http://inside.example/"), "port"),
        (redirect("http://10.0.0.7:{port}/"), "not at a public address"),
        (redirect("http://inside.example:{port}/"), "not at a public address"),
        (redirect("http://169.254.169.254/latest/"), "refused"),
        (redirect("file:///etc/passwd"), "http and https"),
        (redirect("http://[::1"), "not a URL"),
    ],
)
def test_what_another_try_would_not_mend_fails_for_good(said: bytes, words: str) -> None:
    async def scenario() -> list[str]:
        async with mirror() as served:
            told = said.replace(b"{port}", str(served.port).encode())
            served.answers = {"/": told, "/again": redirect("/again")}
            with pytest.raises(PermanentError, match=words):
                await served.fetcher().fetch(served.url("/"))
            return served.seen

    assert len(asyncio.run(scenario())) <= 4


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (answer(status="500 Internal Server Error"), "answered 500"),
        (answer(status="503 Service Unavailable"), "answered 503"),
        (answer(status="429 Too Many Requests"), "answered 429"),
        (b"", "connection failed: RemoteProtocolError"),
        (b"not http\r\n\r\n", "connection failed: RemoteProtocolError"),
        (answer(b"half", content_length="100"), "connection failed: RemoteProtocolError"),
        (None, "longer than 0.2 seconds"),
    ],
)
def test_what_may_be_better_next_time_is_temporary(said: bytes | None, words: str) -> None:
    with pytest.raises(TemporaryError, match=words):
        fetched({"/": said}, seconds=0.2 if said is None else 5.0)


def test_nobody_listening_is_temporary_and_redirects_share_one_deadline() -> None:
    async def scenario() -> None:
        async with mirror({"/": redirect("/slow"), "/slow": None}) as served:
            url, fetcher = served.url("/"), served.fetcher(0.3)
            with pytest.raises(TemporaryError, match=r"longer than 0\.3"):
                await fetcher.fetch(url)
        with pytest.raises(TemporaryError, match="ConnectError"):
            await fetcher.fetch(url)

    asyncio.run(scenario())


def test_a_redirect_within_the_rules_is_followed() -> None:
    document, served = fetched({"/": redirect("/tea#leaves"), "/tea": answer(b"hot")})
    assert document.content == b"hot"
    assert served.resolved == ["mirror.example", "mirror.example"]  # each hop is checked anew


def test_the_certificate_is_checked_against_the_name_and_https_never_ends_in_http(tmp_path: Path) -> None:
    async def scenario() -> None:
        client, server = authority_and_server("mirror.example", tmp_path)
        async with mirror(
            {"/": answer(b"hot"), "/down": redirect("http://mirror.example")}, server
        ) as served:
            fetcher = served.fetcher(tls=client)
            good = await fetcher.fetch(served.url("/", scheme="https"))
            assert good.content == b"hot"
            with pytest.raises(TemporaryError, match="ConnectError"):
                await fetcher.fetch(served.url("/", "127.0.0.1", "https"))
            served.answers["/down"] = redirect(served.url("/"))
            with pytest.raises(PermanentError, match="from https to http"):
                await fetcher.fetch(served.url("/down", scheme="https"))

    asyncio.run(scenario())
