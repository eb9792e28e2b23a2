"""Where nothing moves, what is repeated or made anew proves it, as no file server or proxy makes it."""

from __future__ import annotations

import secrets
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from gonogo.contract.identity import Identity, Where
from tests.gonogo.drafting import Served, drafted, identity
from tests.gonogo.pages import Answering, Pages, Said, document, page, text


def missing(pages: Pages) -> Said:
    return document({"path": pages.path, "error": "Not Found"}, 404)


def invalid(pages: Pages) -> Said:
    if not pages.path.startswith("/items/"):
        return text("no such page", 404)
    return document({"detail": [{"input": pages.path.rpartition("/")[2]}]}, 422)


def signing_in(pages: Pages) -> Said:
    query = quote(pages.path, safe="")
    return 302, "", {"Location": f"/login?next={query}"}


def visited(_: Pages) -> Said:
    cookies = f"visit={secrets.token_hex(16)}; Path=/"
    return 200, "<p>hello</p>", {"Content-Type": "text/html", "Set-Cookie": cookies}


def form(_: Pages) -> Said:
    return page(f'<form><input type="hidden" name="csrf_token" value="{secrets.token_hex(16)}"></form>')


def identified(_: Pages) -> Said:
    return 200, "hello", {"X-Request-Id": secrets.token_hex(16)}


def counted(pages: Pages) -> Said:
    _, asked, said = pages.path.partition("?page=")
    return document({"detail": [{"input": said}]}, 422) if asked else document([1])


def beneath(pages: Pages) -> Said:
    return missing(pages) if pages.path.startswith("/api/") else page("<p>no such page</p>")


def named(pages: Pages) -> Said:
    return missing(pages) if pages.path.startswith("/version/") else text("no such page", 404)


def session(_: Pages) -> Said:
    return text(f'0{{"sid":"{secrets.token_hex(10)}","upgrades":["websocket"]}}')


_NAMED = """(?<![\\w.-]){}["']?(?:\\s*[:=]\\s*|\\s+content=)["']([\\w+/=-]{{16,}})["']"""


def tokened(_: Pages) -> Said:
    return page(f'<meta name="csrf-token" content="{secrets.token_urlsafe(32)}"><p>Sign in</p>')


def scripted(_: Pages) -> Said:
    return page(
        f'<script>start({{"build": "0123456789abcdef0", "client_id": "{secrets.token_hex(16)}"}})</script>'
    )


def shielded(_: Pages) -> Said:
    return page(
        f'<script data-cf-settings="{secrets.token_hex(16)}" cfRay="{secrets.token_hex(16)}"></script>'
    )


def timed(_: Pages) -> Said:
    return 200, "hello", {"X-Process-Time": str(time.perf_counter())}


_STATED = document({"version": "1.2.3"})
_OPENAPI = document(
    {
        "openapi": "3.1.0",
        "paths": {"/items/{item}": {"get": {"parameters": [{"name": "item", "in": "path"}]}}},
    }
)
_LISTED = document(
    {
        "openapi": "3.1.0",
        "paths": {
            "/api/items": {
                "get": {"parameters": [{"name": "page", "in": "query", "schema": {"type": "integer"}}]}
            }
        },
    }
)
_MISSING = "/no-such-page-{nonce}"


@pytest.mark.parametrize(
    ("pages", "rest", "proof"),
    [
        ({}, missing, {"nonce_path": _MISSING}),
        ({}, signing_in, {"nonce_path": _MISSING}),
        (
            {"/search": lambda s: page(f"<p>Nothing for {s.path[10:]}</p>")},
            None,
            {"nonce_path": "/search?q={nonce}"},
        ),
        ({"/openapi.json": _OPENAPI}, invalid, {"nonce_path": "/items/{nonce}"}),
        (
            {"/api/items": counted, "/openapi.json": _LISTED},
            None,
            {"nonce_path": "/api/items?page={nonce}"},
        ),
        ({"/api/version": _STATED}, beneath, {"nonce_path": "/api/no-such-page-{nonce}"}),
        ({}, named, {"nonce_path": "/version/{nonce}"}),
        (
            {"/socket.io/": session},
            None,
            {
                "alive": "/socket.io/?EIO=4&transport=polling",
                "fresh": Where(pattern='"sid":"([^"]+)'),
            },
        ),
        ({"/login": tokened}, None, {"alive": "/login", "fresh": Where(pattern=_NAMED.format("csrf-token"))}),
        ({"/": scripted}, None, {"alive": "/", "fresh": Where(pattern=_NAMED.format("client_id"))}),
        ({"/": timed}, None, {"alive": "/", "fresh": Where(header="x-process-time")}),
        ({"/": visited}, None, {"alive": "/", "fresh": Where(cookie="visit")}),
        ({"/health": identified}, None, {"alive": "/health", "fresh": Where(header="x-request-id")}),
        (
            {"/accounts/login/": form},
            None,
            {
                "alive": "/accounts/login/",
                "fresh": Where(pattern="""name=["']?csrf_token["'][^>]*?value=["']([^"']+)"""),
            },
        ),
    ],
)
def test_where_nothing_moves_what_is_repeated_or_made_anew_proves_it(
    pages: Served, rest: Said | Answering | None, proof: dict[str, Any], tmp_path: Path
) -> None:
    contract, words = drafted(tmp_path, {"/version": _STATED, **pages}, rest)
    assert identity(contract) == Identity(path="/version", **proof)
    assert "unproven" not in words


def shown(pages: Pages) -> Said:
    return 404, f"<h1>{pages.path} was not found</h1>", {"Content-Type": "text/html"}


def moved(pages: Pages) -> Said:
    return 301, "", {"Location": f"https://shop.example{pages.path}"}


@pytest.mark.parametrize(
    ("pages", "rest"),
    [
        ({}, shown),
        ({}, moved),
        ({"/": lambda _: (200, "", {"Set-Cookie": f"AWSALB={secrets.token_hex(16)}"})}, None),
        ({"/": lambda _: (200, "", {"CF-Request-ID": secrets.token_hex(16)})}, None),
        ({"/": shielded}, None),
        ({"/": (200, "", {"Set-Cookie": "visit=0123456789abcdef"})}, None),
        ({"/": lambda _: (200, "", {"X-Response-Time": f"{secrets.randbelow(1000) / 1000:.3f}"})}, None),
        ({"/": (200, "", {"X-Request-ID": "0123456789abcdef"})}, None),
    ],
)
def test_what_a_file_server_or_a_proxy_says_proves_nothing(
    pages: Served, rest: Said | Answering | None, tmp_path: Path
) -> None:
    contract, words = drafted(tmp_path, {"/version": _STATED, **pages}, rest)
    assert identity(contract) == Identity(path="/version")
    assert "  # unproven: …" in words


def test_what_moves_at_times_is_taken_where_nothing_else_proves_it(tmp_path: Path) -> None:
    def seldom(pages: Pages) -> Said:
        ticks = sum(pages.counts.values()) // 9 / 100
        return text(f'shop_build_info{{version="1.2"}} 1\nprocess_cpu_seconds_total {ticks}\na 1\n')

    contract, _ = drafted(tmp_path, {"/metrics": seldom})
    assert identity(contract) == Identity(version=Where(series="shop_build_info"))
    contract, _ = drafted(tmp_path, {"/metrics": seldom, "/login": visited})
    assert identity(contract).fresh == Where(cookie="visit")
