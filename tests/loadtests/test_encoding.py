"""Requests as they go over the wire."""

import dataclasses
import socket

from gonogo.loadtests.encoding import encode
from gonogo.loadtests.plan import Journey, LoadPlan, SetupRequest
from gonogo.loadtests.route import Route, route_to

READ = Journey(name="read", path="/items", weight=1)
PLAN = LoadPlan(
    base_urls=("http://service.example:8000/api/",),
    journeys=(READ,),
    rate_per_second=10,
    duration_seconds=2,
    max_requests=100,
    connections="pooled",
)
ADDRESS = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 8000))]


def _route(plan: LoadPlan) -> Route:
    places = {("service.example", 8000): ADDRESS, ("proxy.example", 3128): ADDRESS}
    return route_to(plan.base_urls[0], plan, dict(places), None)


def _sent(journey: Journey, plan: LoadPlan = PLAN, number: int = 3, **captured: list[str]) -> bytes:
    return encode(plan, journey, _route(plan)).filled(number, captured)


def test_a_request_without_holes_is_encoded_once() -> None:
    encoded = encode(PLAN, READ, _route(PLAN))
    assert encoded.filled(1, {}) is encoded.filled(2, {})
    assert encoded.filled(1, {}) == (
        b"GET /api/items HTTP/1.1\r\nHost: service.example:8000\r\nUser-Agent: gonogo\r\n"
        b"Accept-Encoding: identity\r\n\r\n"
    )


def test_holes_are_filled_and_the_length_is_that_of_the_filled_body() -> None:
    journey = dataclasses.replace(
        READ,
        method="PUT",
        path="/items/{id}",
        json={"t": "{id} {n}"},
        headers={"X-Of": "{n}"},
        setup=(SetupRequest(path="/items", capture={"id": "id"}),),
    )
    head, _, body = _sent(journey, number=12, id=['ä/"']).partition(b"\r\n\r\n")
    assert body == b'{"t":"\\u00e4/\\" 12"}'
    assert head.startswith(b"PUT /api/items/%C3%A4%2F%22 HTTP/1.1\r\n")
    assert b"\r\nX-Of: 12\r\n" in head
    assert head.endswith(b"\r\nContent-Length: %d" % len(body))


def test_a_captured_value_is_no_header_of_its_own() -> None:
    journey = dataclasses.replace(
        READ, headers={"X-Of": "{id}"}, setup=(SetupRequest(path="/items", capture={"id": "id"}),)
    )
    assert b"\r\nX-Of: a  X-Other: b\r\n" in _sent(journey, id=["a\r\nX-Other: b"])


def test_one_uuid_is_the_same_in_the_whole_request_and_new_in_the_next() -> None:
    journey = dataclasses.replace(READ, path="/{uuid}", headers={"X-Id": "{uuid}"})
    sent = [_sent(journey).decode() for _ in range(2)]
    assert all(text.count(text[len("GET /api/") :][:36]) == 2 for text in sent)
    assert sent[0] != sent[1]


def test_braces_in_the_plans_headers_stay_and_a_journeys_header_replaces_one_of_any_case() -> None:
    plan = dataclasses.replace(PLAN, headers={"X-Key": "{n}{other}", "host": "other.example"})
    journey = dataclasses.replace(READ, headers={"USER-AGENT": "mine"})
    lines = _sent(journey, plan).split(b"\r\n")
    assert b"X-Key: {n}{other}" in lines
    assert [line for line in lines if line.lower().startswith((b"host", b"user"))] == [
        b"host: other.example",
        b"USER-AGENT: mine",
    ]


def test_a_path_with_characters_of_its_own_is_escaped() -> None:
    sent = _sent(dataclasses.replace(READ, path="/ä b/%41?q={n}"))
    assert sent.startswith(b"GET /api/%C3%A4%20b/%41?q=3 HTTP/1.1\r\n")


def test_methods_with_content_say_so_when_it_is_empty_and_fresh_connections_ask_to_be_closed() -> None:
    fresh = dataclasses.replace(PLAN, connections="fresh")
    assert b"\r\nContent-Length: 0\r\n\r\n" in _sent(dataclasses.replace(READ, method="POST"))
    assert b"\r\nConnection: close\r\n" in _sent(READ, fresh)


def test_a_proxy_is_told_the_whole_url_and_who_asks() -> None:
    plan = dataclasses.replace(PLAN, proxy="http://user:pa%20ss@proxy.example:3128")
    lines = _sent(READ, plan).split(b"\r\n")
    assert lines[0] == b"GET http://service.example:8000/api/items HTTP/1.1"
    assert b"Proxy-Authorization: Basic dXNlcjpwYSBzcw==" in lines
