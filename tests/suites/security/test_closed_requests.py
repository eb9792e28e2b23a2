"""What is made ready to be asked for in an outage, against a guarded shop in this process."""

from __future__ import annotations

import json
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any, ClassVar, cast

import pytest

from gonogo.instruments.waits import Wait
from gonogo.suites.health.experiments import knocking as knocking_module
from gonogo.suites.health.experiments.knocking import Knock, knocks_at, refusals
from gonogo.suites.health.experiments.sampler import Sampler
from gonogo.suites.security.experiments.closed import Closed, closed_requests
from gonogo.targets.base import Replica
from tests.judging import contract
from tests.suites.loopback import Handler, Loopback
from tests.suites.security.access import CREDENTIALS, OWNERSHIP, TOKENS

TOKEN = "e30.e30.c2ln"
STRANGERS = ("without a credential", "with an unknown credential")
LEFT = "with the cookie of a session that has ended"
COOKIES = {"sign_in": {"path": "/in", "fields": {"key": "x"}}, "sign_out": {"path": "/out"}}
SECURITY = {"tokens": TOKENS, "ownership": OWNERSHIP, "cookies": COOKIES}
TRAFFIC = {"requests": [{"path": "/things?page=1", "credential": "jane"}, {"path": "/open"}]}


ROUTES = {"routes": [("GET", "/me"), ("GET", "/open"), ("GET", "/things/{id}"), ("POST", "/things")]}


class Guarded(Handler):
    """`jane` may do everything, `joe` may read; a token opens what `jane` may read."""

    made: ClassVar[dict[str, str]]
    ended: ClassVar[set[str]]
    broken: ClassVar[set[str]]

    do_PUT = do_DELETE = lambda self: self.respond()  # noqa: N815 - http.server calls them so

    def respond(self) -> None:
        path, cookie = self.path.partition("?")[0], self.headers.get("Cookie", "")
        whose = {"jane": "jane", "joe": "joe", f"Bearer {TOKEN}": "jane"}.get(
            self.headers.get("Authorization", "")
        )
        if path == "/out":
            self.ended.add(cookie)
        if path == "/things" and self.command == "POST" and whose == "jane":
            self.made[f"/things/{len(self.made) + 1}"] = "jane"
        status = 500 if path in self.broken else self._status(path, whose, cookie)
        self.told(status, path)

    def _status(self, path: str, whose: str | None, cookie: str) -> int:
        fixed = {"/in": 303, "/out": 303, "/open": 200}
        if path in fixed:
            return fixed[path]
        if path == "/home":
            return 200 if cookie and cookie not in self.ended else 401
        if whose is None:
            return 401
        if whose == "joe" and self.command != "GET":
            return 403
        if self.command == "DELETE":
            return 204 if self.made.pop(path, None) else 404
        return 201 if path == "/things" and self.command == "POST" else 200

    def told(self, status: int, path: str) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send_response(status)
        if status == 303:
            self.send_header("Location", "/home")
        if path == "/in":
            self.send_header("Set-Cookie", f"s={len(self.ended)}; Secure")
        content = json.dumps({"id": len(self.made), "access_token": TOKEN}).encode()
        self.send_header("Content-Length", str(len(content) if status != 204 else 0))
        self.end_headers()
        self.wfile.write(content if status != 204 else b"")


class GuardedTarget:
    """The shop as a target, as far as it is asked for one."""

    context = SimpleNamespace(
        secrets=SimpleNamespace(resolve=lambda value: value),
        contract=SimpleNamespace(credentials={}, security=None),
    )

    def __init__(self, url: str) -> None:
        self.entry, self.replicas = url, (Replica("a", url), Replica("b", url))

    def headers(self, credential: str | None) -> dict[str, str]:
        return {"Authorization": credential} if credential else {}

    def run_command(self, name: str) -> str:
        return json.dumps([{"method": method, "path": path} for method, path in ROUTES[name]])


@pytest.fixture
def shop() -> Iterator[Any]:
    with Loopback(Guarded, made={}, ended=set(), broken=set()) as server:
        yield server


def closed_at(shop: Any, **security: Any) -> list[Closed]:
    target = cast("Any", GuardedTarget(shop.url))
    made = contract(credentials=CREDENTIALS, traffic=TRAFFIC, security=security)
    return closed_requests(target, made)


def said(found: list[Closed]) -> set[tuple[str, str]]:
    return {(f"{one.method} {one.path}", one.caller) for one in found}


def test_what_only_the_route_table_knows_is_asked_for_as_well(shop: Any) -> None:
    found = said(closed_at(shop, routes={"command": "routes"}, anonymous=["GET /open"]))
    assert {request for request, _ in found} == {"GET /things?page=1", "GET /me"}


def test_strangers_are_told_of_every_route_that_a_credential_opens(shop: Any) -> None:
    found = said(closed_at(shop))
    assert found == {("GET /things?page=1", caller) for caller in STRANGERS}


def test_each_kind_of_caller_that_the_contract_knows_is_refused(shop: Any) -> None:
    found = said(closed_at(shop, **SECURITY))
    for request in ("GET /things?page=1", "POST /things", "POST /login"):
        assert {(request, caller) for caller in STRANGERS} <= found
    assert ("POST /things", "with the credential of joe") in found
    assert ("GET /things?page=1", "with the credential of joe") not in found
    assert ("GET /home", LEFT) in found
    assert {("PUT /things/1", "by another client"), ("DELETE /things/1", "by another client")} <= found
    assert ("GET /things", "with a token with no signature") in found
    assert all("/open" not in request for request, _ in found)


def test_one_who_may_shows_it_at_each_replica(shop: Any) -> None:
    knocks = made_ready(shop)
    assert {knock.question.replica for knock in knocks} == {"a", "b"}
    assert {knock.taken for knock in knocks} == {200, 201, 204}


def test_the_answers_are_sorted_by_when_they_came(shop: Any) -> None:
    knocks = made_ready(shop)
    with Sampler([knock.question for knock in knocks], 0.05) as knocking:
        Wait("each was asked", 5.0, 0.02).until(
            lambda: all(knocking.latest(knock.question, 1, 0.0) for knock in knocks)
        )
        knocking.end()
    samples = knocking.since(0.0)
    before = refusals(knocks, samples, float("inf"))
    assert {status for one in before for status in one.before} == {401, 403}
    assert all(len(one.before) > 1 and not one.away for one in before)
    away = refusals(knocks, samples, -1.0)
    assert {status for one in away for status in one.away} == {401, 403}
    assert all(len(one.before) == 1 and one.away for one in away)
    assert knocking.bodies(0.0, float("inf")) == ()


def test_where_answers_take_too_long_the_rest_is_not_asked(shop: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(knocking_module, "_MOST_SECONDS", -1.0)
    assert {(knock.taken, knock.before) for knock in made_ready(shop)} == {(None, ())}


@pytest.mark.parametrize(
    ("broken", "gone"),
    [("/login", "with a token with no signature"), ("/home", LEFT), ("/things/1", "by another client")],
)
def test_what_cannot_be_made_ready_is_left_out(shop: Any, broken: str, gone: str) -> None:
    whole = said(closed_at(shop, **SECURITY))
    shop.RequestHandlerClass.made.clear()
    shop.RequestHandlerClass.broken.add(broken)
    found = said(closed_at(shop, **SECURITY))
    assert gone in {caller for _, caller in whole}
    assert gone not in {caller for _, caller in found}
    assert {("GET /things?page=1", caller) for caller in STRANGERS} <= found


def test_a_session_that_stays_open_is_not_closed(shop: Any) -> None:
    found = closed_at(shop, cookies={"sign_in": COOKIES["sign_in"], "sign_out": {"path": "/open"}})
    assert LEFT not in {one.caller for one in found}


def test_without_a_word_on_security_nothing_is_closed(shop: Any) -> None:
    target = cast("Any", GuardedTarget(shop.url))
    assert closed_requests(target, contract(credentials=CREDENTIALS, traffic=TRAFFIC)) == []


def made_ready(shop: Any) -> list[Knock]:
    return knocks_at(cast("Any", GuardedTarget(shop.url)), closed_at(shop, **SECURITY))
