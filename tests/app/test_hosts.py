"""Requests for other hosts are refused everywhere, and probes by a replica's own address never are."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from app.api import create_app
from app.config.hosts import Hosts, host_of, is_address
from app.config.security import RESPONSE_HEADERS
from tests.app.running import EDITOR, client_of, good_settings, running

LISTED = ("ukp.example", "*.ukp.example", "[2001:db8::7]")


@pytest.mark.parametrize(
    "named",
    [
        "ukp.example", "UKP.Example", "ukp.example.", "ukp.example:8443", "ukp.example:", "a.b.ukp.example",
        "[2001:db8:0::7]:80",
    ],
)  # fmt: skip
def test_a_listed_host_is_known_by_every_spelling(named: str) -> None:
    host = host_of(named)
    assert host is not None
    assert Hosts(LISTED).include(host)


@pytest.mark.parametrize(
    "named",
    [
        "ukpxexample", "elsewhereukp.example", "ukp.example.elsewhere.example", "elsewhere.example:80",
        "a.ukpxexample", "ukp.exampl", "[2001:db8::8]", "198.51.100.7", "*",
    ],
)  # fmt: skip
def test_what_only_looks_like_one_is_not(named: str) -> None:
    host = host_of(named)
    assert host is None or not Hosts(LISTED).include(host)


@pytest.mark.parametrize(
    "named",
    [
        "", " ", "a b", "ukp.example@elsewhere.example", "elsewhere.example:x@ukp.example", "ukp.example/",
        "a..b", ".ukp.example", "ukp.example:80:80", "ukp.example, elsewhere.example", "[::1", "a" * 301,
        "ukp.example#elsewhere.example", "ukp.ex\xe4mple",
    ],
)  # fmt: skip
def test_what_names_nobody_is_no_host(named: str) -> None:
    assert host_of(named) is None


@pytest.mark.parametrize(
    ("host", "address", "same"),
    [
        ("10.0.0.7", "10.0.0.7", True),
        ("10.0.0.7", "::ffff:10.0.0.7", True),
        ("::1", "::1", True),
        ("10.0.0.8", "10.0.0.7", False),
        ("ukp", "ukp", False),
        ("10.0.0.7", "", False),
    ],
)
def test_an_address_is_its_own_and_a_name_never_is(host: str, address: str, same: bool) -> None:
    assert is_address(host, address) is same


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
@pytest.mark.parametrize("path", ["/", "/articles", "/health/live", "/metrics", "/no-such-page"])
def test_each_path_and_method_refuses_another_host_with_a_problem(
    tmp_path: Path, method: str, path: str
) -> None:
    async def scenario() -> None:
        async with running(tmp_path) as client:
            answer = await client.request(method, path, headers=EDITOR | {"Host": "elsewhere.example"})
        assert answer.status_code == 421
        assert answer.headers["content-type"] == "application/problem+json"
        assert RESPONSE_HEADERS[0][0].decode() in answer.headers
        assert "elsewhere" not in answer.text

    asyncio.run(scenario())


def test_what_a_proxy_says_of_the_host_is_not_read(tmp_path: Path) -> None:
    own = {"X-Forwarded-Host": "ukp", "Forwarded": "host=ukp"}

    async def scenario() -> list[int]:
        async with running(tmp_path, trusted_proxies=("127.0.0.1",)) as client:
            foreign = await client.get("/version", headers=own | {"Host": "elsewhere.example"})
            other = await client.get("/version", headers={"X-Forwarded-Host": "elsewhere.example"})
            return [foreign.status_code, other.status_code]

    assert asyncio.run(scenario()) == [421, 200]


async def asked(tmp_path: Path, hosts: list[bytes], **more: Any) -> int:
    """Ask with these Hosts, as a server passes them on; return the status."""
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    app = create_app(good_settings(tmp_path))
    async with client_of(app):
        scope: dict[str, Any] = {"type": "http", "method": "GET", "path": "/version", "query_string": b""}
        scope |= {"headers": [(b"host", host) for host in hosts]}
        await app(scope | more, receive, send)
    return int(sent[0]["status"])


@pytest.mark.parametrize(
    ("hosts", "status"), [([], 400), ([b"ukp", b"ukp"], 400), ([b""], 400), ([b"ukp"], 200)]
)
def test_one_host_is_named_or_the_request_is_broken(tmp_path: Path, hosts: list[bytes], status: int) -> None:
    assert asyncio.run(asked(tmp_path, hosts)) == status


def test_the_address_at_which_a_request_arrives_is_its_own(tmp_path: Path) -> None:
    """Prometheus and an orchestrator ask a replica so."""
    arrived = {"server": ("10.0.0.7", 8000)}
    statuses = [asyncio.run(asked(tmp_path, [h], **arrived)) for h in (b"10.0.0.7:8000", b"10.0.0.8:8000")]
    assert statuses == [200, 421]
