"""Where a request goes, and who is named in its URL."""

import ast
import base64
from pathlib import Path

import pytest

from gonogo.instruments.urls import (
    ElsewhereError,
    authority,
    bare,
    below,
    located,
    login,
    origin,
    publish,
    target_of,
    why_no_base,
)


@pytest.mark.parametrize(
    ("base", "path", "expected"),
    [
        ("http://host", "/x", "http://host/x"),
        ("http://host/", "/x?a=/../b", "http://host/x?a=/../b"),
        ("http://host/prefix", "/x", "http://host/prefix/x"),
        ("http://host/prefix/", "/", "http://host/prefix/"),
        ("http://host/prefix", "/a/../x", "http://host/prefix/a/../x"),
        ("http://host/prefix", "/%22%5C%0A", "http://host/prefix/%22%5C%0A"),
        ("http://host/prefix", "//other.example/x", "http://host/prefix//other.example/x"),
        ("http://[::1]:8000/p", "/x", "http://[::1]:8000/p/x"),
        ("http://host/prefix", "HTTP://Manage.example/x", "HTTP://Manage.example/x"),
        ("http://host/prefix", "Https://manage.example/x", "Https://manage.example/x"),
        ("http://host/prefix", "/HTTP://x", "http://host/prefix/HTTP://x"),
        ("http://host/prefix", "https://manage.example:9/metrics", "https://manage.example:9/metrics"),
    ],
)
def test_a_path_is_below_its_base(base: str, path: str, expected: str) -> None:
    assert below(base, path) == expected


@pytest.mark.parametrize("path", ["/../x", "/a/../../x", "/%2e%2e/x", "/..%2Fx", "/..\\x", "/../prefixed"])
def test_a_path_that_climbs_out_is_refused(path: str) -> None:
    with pytest.raises(ElsewhereError, match="is not below http://host/prefix"):
        below("http://host/prefix", path)


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("/p/items/1", "http://host:80/p/items/1"),
        ("1", "http://host:80/p/1"),
        ("?id=1", "http://host:80/p/items?id=1"),
        ("./items/1#top", "http://host:80/p/items/1"),
        ("http://HOST/p/items/1", "http://HOST/p/items/1"),
        ("//host/p/1", "http://host/p/1"),
        ("http://u:p@host/p/1", "http://host/p/1"),
    ],
)
def test_a_location_is_relative_to_what_was_asked(location: str, expected: str) -> None:
    assert located("http://host:80/p/items?x=1", location, "http://host/p") == expected


@pytest.mark.parametrize(
    "location",
    ["https://host/p/1", "http://other/p/1", "http://host:81/p/1", "//other/p/1", "/1", "/pp/1", "../1",
     "mailto:a@b", "http://host:port/p/1", "http://[::1/x", "//[::1", "http://[host]/p/1",
     "/%2F[::1"],
)  # fmt: skip
def test_a_location_elsewhere_is_refused(location: str) -> None:
    with pytest.raises(ElsewhereError):
        located("http://host/p/items", location, "http://host/p")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://host/x", "host"),
        ("http://user:pw@host:8080/x", "host:8080"),
        ("https://host:443", "host"),
        ("http://host:443", "host:443"),
        ("http://[::1]:80/", "[::1]"),
        ("http://[2001:db8::1]:8000/", "[2001:db8::1]:8000"),
    ],
)
def test_the_authority_is_host_and_port_without_the_user(url: str, expected: str) -> None:
    assert authority(url) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://user:pw@host/a@b", "http://host/a@b"),
        ("http://user:p/w@host/x", "http://host/x"),
        ("http://user:p@w@host", "http://host"),
        ("http://token@[::1]:8/x", "http://[::1]:8/x"),
        ("http://[::1]:8/a@b", "http://[::1]:8/a@b"),
        ("http://[::1]/a@b", "http://[::1]/a@b"),
        ("http://host:80/a@b", "http://host:80/a@b"),
        ("local", "local"),
        ("bob:pw@host:8000", "host:8000"),
        ("bob:p/w@host", "host"),
        ("//bob:pw@h", "//h"),
        ("http:/bob:pw@h", "http:/h"),
        ("http//bob:pw@h", "http//h"),
        ("http:bob:pw@h", "http:h"),
        ("https:///bob:pw@h/x", "https:///h/x"),
        ("--target=bob:pw@host:8000", "--target=host:8000"),
        ("app:1.2@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b",) * 2,
        ("registry:5000/app@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b",) * 2,
        ("origin/main@{1}", "origin/main@{1}"),
        ("--out=/a@b/c.yaml", "--out=/a@b/c.yaml"),
        ("a.py::t[x@y]", "a.py::t[x@y]"),
    ],
)
def test_a_bare_url_names_nobody(url: str, expected: str) -> None:
    assert bare(url) == expected


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://http://h", "the scheme stands in it twice"),
        ("https://http://h/x", "the scheme stands in it twice"),
        ("http://https//h", "the scheme stands in it twice"),
        ("http://$HOST:80", "no host has $ in its name"),
        ("http://${HOST}", "no host has $ in its name"),
        ("http://<host>", "no host has < in its name"),
        ("http://{{host}}:8000/x", "no host has { in its name"),
        ("http://*.shop.example", "no host has * in its name"),
        ("http://a,b", "no host has , in its name"),
        ("http://300.1.1.1", "300.1.1.1 is no address"),
        ("http://1.2.3.4.5", "1.2.3.4.5 is no address"),
    ],
)
def test_a_host_that_nothing_can_have_is_no_base(url: str, why: str) -> None:
    assert why_no_base(url).startswith(why)


@pytest.mark.parametrize(
    "host",
    [
        *(
            "shop",
            "shop_1.internal",
            "xn--bcher-kva.example",
            "bücher.example",
            "a.b-c.example.",
            "http",
            "https",
        ),
        *(
            "127.0.0.1",
            "10.0.0.255:8080",
            "[::1]:80",
            "[fe80::1%25eth0]",
            "1e100.net",
            "1.2.3.4.nip.io",
            "127.1",
        ),
        *("user:p$w@shop", "4.4.4.4.in-addr.arpa"),
    ],
)
def test_a_host_of_any_script_and_an_address_are_a_base(host: str) -> None:
    assert why_no_base(f"http://{host}/base") == ""


def test_a_login_is_decoded_and_sent_as_basic() -> None:
    expected = base64.b64encode("user:p/ü w".encode()).decode()
    assert login("http://user:p%2F%C3%BC%20w@host") == {"Authorization": f"Basic {expected}"}
    assert login("http://host/a@b") == {}


def test_an_origin_has_its_schemes_port() -> None:
    assert origin("HTTP://Host/x") == origin("http://host:80/y")
    assert origin("http://host") != origin("https://host")


def test_a_request_target_has_its_query() -> None:
    assert target_of("http://host/p/x?a=1") == "/p/x?a=1"
    assert target_of("http://host") == "/"


def test_one_helper_joins_base_and_path() -> None:
    root = Path(__file__).resolve().parents[2]
    files = [
        f for folder in ("fixtures", "suites") for f in (root / folder).rglob("*.py") if f.name != "urls.py"
    ]
    joined = [
        f"{file.relative_to(root)}:{node.lineno}: {ast.unparse(node)}"
        for file in files
        if file.name != "urls.py"
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.BinOp) and _joins(node)
    ]
    assert joined == [], "use gonogo.instruments.urls.below, which keeps a request below its base path"


def _joins(node: ast.BinOp) -> bool:
    """Whether this adds something to what is called an entry or a URL, and that is no part of a sentence."""
    plain = isinstance(node.op, ast.Add) and isinstance(node.left, ast.Name | ast.Attribute)
    return plain and ast.unparse(node.left).rpartition(".")[2] in ("entry", "url", "base_url")


def test_another_port_of_the_same_host_is_that_under_which_it_is_published() -> None:
    assert below("http://[::1]:8000/prefix", ":8081/health") == "http://[::1]:8081/health"
    publish("http://published.example:32768", 8081, "http://published.example:32769/")
    assert below("http://published.example:32768/", ":8081/health") == "http://published.example:32769/health"
    assert below("http://published.example:32770", ":8081/health") == "http://published.example:8081/health"
