"""Hostile inputs: bounded, told apart by name, and written as bytes that a server reads."""

import re
from collections import Counter

import pytest

from gonogo.instruments import urls
from gonogo.instruments.inputs.bodies import bodies, growing_bodies
from gonogo.instruments.inputs.forms import forms, growing_forms
from gonogo.instruments.inputs.heads import growing, heads
from gonogo.instruments.inputs.message import Input, Plain
from gonogo.instruments.inputs.queries import odd_queries
from gonogo.instruments.inputs.texts import growing_queries, growing_texts
from gonogo.instruments.inputs.upgrades import frames, upgrades

PLAIN = Plain("POST", "/things", "shop.example", (("Content-Type", "application/json"),), b'{"name": "x"}')
FIND = Plain("GET", "/find?q=release&limit=5", "shop.example")
ALL = [
    *(*heads(PLAIN), *growing(PLAIN), *upgrades(PLAIN), *frames(PLAIN)),
    *(
        *bodies(PLAIN, {"name": "x"}),
        *growing_bodies(PLAIN),
        *forms(PLAIN, "file"),
        *growing_forms(PLAIN, None),
        *growing_texts(PLAIN, {"name": "x", "count": 1}),
        *odd_queries(FIND),
        *growing_queries(FIND),
    ),
]


def named(what: str) -> Input:
    return next(one for one in ALL if one.what == what)


def test_they_are_bounded_and_each_has_a_name_of_its_own() -> None:
    assert sum(len(one.message) for one in ALL) < 20_000_000
    assert [what for what, count in Counter(one.what for one in ALL).items() if count > 1] == []


def test_what_a_client_names_is_another_one_in_each_message() -> None:
    put = Plain("PUT", "/things/{uuid}", "shop.example")
    written = [put.written().partition(b" HTTP/")[0] for _ in range(2)]
    assert all(re.fullmatch(rb"PUT /things/[0-9a-f]{32}", line) for line in written)
    assert written[0] != written[1]


def test_a_series_grows_by_its_size_alone() -> None:
    sizes: dict[str, list[int]] = {}
    for one in ALL:
        if one.series:
            sizes.setdefault(one.series, []).append(len(one.message))
    assert all(3 * a < b < 5 * a and 3 * b < c < 5 * b for a, b, c in sizes.values())


def test_texts_go_where_the_client_writes_them() -> None:
    assert named("JSON, name of slashes, 14,000 bytes").message.endswith(b'//!", "count": 1}')
    assert b"GET /find?q=xx%20" not in named("query, q of blanks in it, 400 bytes").message
    assert b"GET /find?q=x%20%20" in named("query, q of blanks in it, 400 bytes").message
    assert b"GET /find?q=release&limit=aa" in named("query, limit of letters and a mark, 400 bytes").message
    assert not [one for one in ALL if one.what.startswith("JSON, count of")]


def test_a_query_fits_into_the_request_line_that_most_servers_read() -> None:
    queries = [one for one in ALL if one.what.startswith("query")]
    assert {len(one.message) > 6_000 for one in queries if one.what.endswith(" 6,400 bytes")} == {True}
    assert max(one.message.index(b"\r\n") for one in queries) < 8_000


def test_a_line_of_its_own_replaces_the_field_and_the_length_is_that_of_the_body() -> None:
    message = PLAIN.written("Content-Type: text/plain", body=b"abc")
    assert message.count(b"Content-Type") == 1
    assert message.endswith(b"Content-Length: 3\r\n\r\nabc")


def test_nothing_is_announced_where_the_lines_say_where_it_ends() -> None:
    assert b"Content-Length" not in PLAIN.written("Transfer-Encoding: chunked", length=False)


@pytest.mark.parametrize(
    ("what", "part"),
    [
        ("request target http://", b"GET http:// HTTP/1.1\r\n"),
        ("no Host", b"GET /things HTTP/1.1\r\nContent-Type"),
        ("Content-Type constructor", b"\r\nContent-Type: constructor\r\n"),
        ("JSON, name is infinity", b'{"name": "infinity"}'),
        ("multipart, no boundary", b"\r\nContent-Type: multipart/form-data\r\n"),
        ("upgrade, version 99", b"\r\nSec-WebSocket-Version: 99\r\n"),
    ],
)
def test_each_is_what_its_name_says(what: str, part: bytes) -> None:
    assert part in named(what).message


def test_nested_json_is_balanced() -> None:
    body = named("JSON, 500,000 nested lists").message.partition(b"\r\n\r\n")[2]
    assert body == b"[" * 500_000 + b"]" * 500_000


def test_an_answer_is_owed_only_where_the_end_is_clear() -> None:
    assert not named("a body cut short").whole
    assert not named("chunks, no end").whole
    assert named("2,000 headers").whole


def test_a_handshake_is_tried_with_each_field_of_its_query_odd_missing_and_twice() -> None:
    socket = Plain("GET", "/live?EIO=4&transport=websocket", "shop.example")
    lines = {one.message.split(b"\r\n")[0] for one in upgrades(socket)}
    assert {
        b"GET /live?EIO=4&transport=toString HTTP/1.1",
        b"GET /live?EIO=&transport=websocket HTTP/1.1",
        b"GET /live?transport=websocket HTTP/1.1",
        b"GET /live?EIO=4&transport=% HTTP/1.1",
        b"GET /live?EIO=4&EIO=4&transport=websocket HTTP/1.1",
    } <= lines
    assert b"GET /live?EIO=4&transport=websocket HTTP/1.1" in lines
    assert {one.message.split(b"\r\n")[0] for one in upgrades(PLAIN)} == {b"GET /things HTTP/1.1"}


def test_below_a_base_path_no_target_names_a_place_outside_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(urls, "_BASES", {})
    urls.stay_below("https://shop.example/shop/")
    below = Plain("GET", "/shop/things", "shop.example")
    lines = [one.message.split(b"\r\n")[0].split(b" ") for one in heads(below)]
    asked = [words[1] for words in lines if len(words) > 1 and words[0].isalpha()]
    own = (b"/shop/", b"http://shop.example/shop/", b"/shop?")
    assert [target for target in asked if not target.startswith(own)] == []
    assert not [target for target in asked if re.search(rb"\.\.|%2e|\\\\", target.replace(b"%25", b"%"))]
    assert {b"/shop/%00", b"/shop//[/", b"/shop/?toString=1"} <= set(asked)


def test_two_services_of_one_host_have_what_they_share(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(urls, "_BASES", {})
    for url in ("http://a:8/x/one", "http://a:8/x/two", "http://b/", "http://[::1]:9/y"):
        urls.stay_below(url)
    assert [urls.base_of(host) for host in ("a:8", "b", "[::1]:9", "c")] == ["/x", "", "/y", ""]


@pytest.mark.parametrize(("field", "mark"), [("JSON, name of", b"!"), ("query, q of", b"%21")])
def test_a_text_is_short_as_well_where_a_field_takes_no_long_one(field: str, mark: bytes) -> None:
    for letters in (30, 60):
        assert b"a" * letters + mark in named(f"{field} {letters} letters, letters and a mark").message


def test_a_body_may_come_with_the_question_whether_it_may_come() -> None:
    at_once = named("Expect: 100-continue, and its body at once")
    assert at_once.message.endswith(PLAIN.body)
    assert at_once.whole
    none = named("Expect: 100-continue, and no body")
    assert b"Content-Length: 13\r\n" in none.message
    assert none.message.endswith(b"\r\n\r\n")
    assert not none.whole
    chunks = named("Expect: 100-continue, and chunks").message
    assert chunks.endswith(b"d\r\n" + PLAIN.body + b"\r\n0\r\n\r\n")
