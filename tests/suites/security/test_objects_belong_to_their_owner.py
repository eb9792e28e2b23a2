"""It sees a stranger's change however the object is found, and passes only what the owner itself may do.

Seen: a change that is answered with success, a refusal after the deed, another answer than a refusal,
wherever Location or the answer's id says that the object is.
Good look-alikes on which it is silent: 404 in the place of 403, a body that tells the time.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

import pytest

from gonogo.contract.model import Contract
from gonogo.core.finding import Outcome
from gonogo.core.observation import Can
from gonogo.core.secrets import Secrets
from gonogo.suites.security.experiments.ownership import trespass
from gonogo.suites.security.experiments.parts import parts_of
from gonogo.suites.security.experiments.places import places
from gonogo.suites.security.observations.access import Kept, Owned, Trespass, Trespasses
from gonogo.targets.base import TargetError
from tests.judging import Case, contract, done
from tests.suites.loopback import Handler, Loopback
from tests.suites.security.access import CONTRACT, CREDENTIALS, OWNERSHIP, trespasses
from tests.suites.shop import ShopTarget

CASE = Case("security/objects-belong-to-their-owner", CONTRACT, clean=trespasses(), broken=trespasses(200))


@pytest.mark.parametrize("status", [200, 204, 412, 500])
def test_anything_but_a_refusal_is_named(status: int) -> None:
    (problem,) = CASE.problems(trespasses(status))
    assert (problem.where, problem.observed) == ("PUT /things/1 by another client", f"status {status}")


def test_what_another_one_forces_is_named() -> None:
    forced = (Trespass("PUT with If-Match: *", "/things/1", 200, ""),)
    (problem,) = CASE.problems(replace(trespasses(), forced=forced))
    assert problem.where == "PUT with If-Match: * /things/1 by another client"


def test_a_precondition_may_be_refused_for_itself() -> None:
    forced = (Trespass("PUT with If-Match: *", "/things/1", 412, ""),)
    assert CASE.finding(replace(trespasses(), forced=forced)).outcome is Outcome.PASSED


def test_a_refusal_that_changes_the_object_is_none() -> None:
    (problem,) = CASE.problems(trespasses(unchanged=False))
    assert problem.where == "the object after PUT"


def test_a_refusal_after_which_the_object_is_gone_is_none() -> None:
    gone = (Kept("PUT", 200, unchanged=True), Kept("DELETE", 404, unchanged=False))
    (problem,) = CASE.problems(trespasses(afterwards=gone))
    assert (problem.where, problem.observed) == ("the object after DELETE", "status 404, changed or gone")


@pytest.mark.parametrize(
    ("seen", "why"),
    [
        (trespasses(None), "no answer about the object to another client: PUT"),
        (trespasses(401), "PUT (401)"),
        (trespasses(429), "PUT (429)"),
        (trespasses(before=(Owned("GET", "/things/1", 404),)), "its owner cannot read the object"),
        (trespasses(afterwards=(Kept("PUT", 500, unchanged=False),)), "status 500 after PUT"),
        (trespasses(owned=(Owned("PUT", "/things/1", 404),)), "its owner itself may not: PUT /things/1"),
        (trespasses(405, owned=(Owned("PUT", "/things/1", 405),)), "its owner itself may not"),
        (trespasses(owned=()), "it was not tried"),
    ],
)
def test_a_refusal_without_its_control_shows_nothing(seen: Trespasses, why: str) -> None:
    finding = CASE.finding(seen)
    assert (finding.outcome, why in finding.reason) == (Outcome.INCONCLUSIVE, True), finding


def test_only_attempts_are_counted() -> None:
    assert CASE.finding(CASE.clean).examined == 2


ENTRY = "http://shop.example/base"


@pytest.mark.parametrize(
    ("location", "identifier", "first"),
    [
        ("/base/things/1", "", f"{ENTRY}/things/1"),
        ("/base/item?id=1", "", f"{ENTRY}/item?id=1"),
        ("http://shop.example/base/things/1#top", "", f"{ENTRY}/things/1"),
        ("http://inside:8000/things/1", "", f"{ENTRY}/things/1"),
        ("//elsewhere.example/things/1", "", f"{ENTRY}/things/1"),
        ("/things/1", "", f"{ENTRY}/things/1"),
        ("things/1", "", f"{ENTRY}/things/1"),
        ("?id=1", "", f"{ENTRY}/things?id=1"),
        ("./1", "", f"{ENTRY}/1"),
        ("../../etc", "", f"{ENTRY}/etc"),
        ("http://shop.example/base/../admin", "", f"{ENTRY}/admin"),
        ("", "7", f"{ENTRY}/things/7"),
        ("mailto:jane", "7", f"{ENTRY}/things/7"),
        ("http://[things", "7", f"{ENTRY}/things/7"),
    ],
)
def test_an_object_is_looked_for_where_it_is_said_to_be_and_below_the_base_path_alone(
    location: str, identifier: str, first: str
) -> None:
    found = places(ENTRY, "/things", location, identifier)
    assert found[0] == first
    assert all(url.startswith(f"{ENTRY}/") for url in found)


class Store(Handler):
    """Keeps things. `guarded` are the methods for the owner alone, `deeds` those done in spite of it."""

    things: ClassVar[dict[str, str]]
    counter: ClassVar[Iterator[int]]
    location: ClassVar[str] = "/things/{id}"
    key: ClassVar[str] = ""
    guarded: ClassVar[tuple[str, ...]] = ()
    deeds: ClassVar[tuple[str, ...]] = ()
    readable: ClassVar[bool] = True

    def respond(self) -> None:
        if self.command == "POST":
            self.made()
            return
        name = self.name()
        if name not in self.things:
            self.answer(404, "", "text/plain")
        elif self.command == "GET":
            body = json.dumps({"text": self.things[name], "served": next(self.counter)})
            self.answer(200 if self.readable else 403, body, "application/json")
        else:
            self.change(name)

    def made(self) -> None:
        name = str(next(self.counter))
        self.things[name] = "mine"
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        body = json.dumps({self.key: name} if self.key else {}).encode()
        self.send_response(201)
        if self.location:
            self.send_header("Location", self.location.replace("{id}", name))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def name(self) -> str:
        asked = urlsplit(self.path)
        return parse_qs(asked.query).get("id", [asked.path.rpartition("/")[2]])[0]

    def change(self, name: str) -> None:
        stranger = self.command in self.guarded and self.headers["Authorization"] != "x"
        if not stranger or self.command in self.deeds:
            self.things[name] = "taken"
            if self.command == "DELETE":
                del self.things[name]
        self.answer(403 if stranger else 200, "", "text/plain")

    do_PUT = do_DELETE = Handler.do_GET  # noqa: N815 - http.server calls them so


@contextmanager
def store(**attributes: Any) -> Iterator[str]:
    with Loopback(Store, things={}, counter=itertools.count(), **attributes) as server:
        yield server.url


def seen_of(url: str, promised: Contract = CONTRACT) -> Trespasses:
    target = ShopTarget(url, promised)
    target.context.secrets = Secrets()  # type: ignore[misc]
    return done(trespass, target, promised)


WHEREVER = [
    "/things/{id}",
    "/item?id={id}",
    "things/{id}",
    "?id={id}",
    "http://inside:8000/things/{id}",
    "x/{id}",
]


@pytest.mark.parametrize("location", WHEREVER)
@pytest.mark.parametrize("guarded", [(), ("PUT",), ("DELETE",)])
def test_what_anybody_may_change_is_refused_wherever_it_is(location: str, guarded: tuple[str, ...]) -> None:
    with store(location=location, guarded=guarded) as url:
        assert CASE.finding(seen_of(url)).outcome is Outcome.FAILED


@pytest.mark.parametrize("location", WHEREVER)
def test_what_its_owner_alone_may_change_passes(location: str) -> None:
    with store(location=location, guarded=("PUT", "DELETE")) as url:
        finding = CASE.finding(seen_of(url))
    assert (finding.outcome, finding.reason) == (Outcome.PASSED, "")


def test_an_id_under_another_name_is_found_where_the_contract_names_it() -> None:
    named = contract(credentials=CREDENTIALS, security={"ownership": OWNERSHIP | {"id": "number"}})
    with store(location="", key="number") as url:
        assert CASE.finding(seen_of(url, named)).outcome is Outcome.FAILED
        with pytest.raises(TargetError, match="no Location and no 'id'"):
            seen_of(url)


def test_a_deed_under_a_refusal_is_seen() -> None:
    for deed in ("PUT", "DELETE"):
        with store(guarded=("PUT", "DELETE"), deeds=(deed,)) as url:
            assert CASE.finding(seen_of(url)).outcome is Outcome.FAILED


def test_an_object_that_its_owner_cannot_read_shows_nothing() -> None:
    with store(readable=False) as url:
        finding = CASE.finding(seen_of(url))
    assert (finding.outcome, "cannot read" in finding.reason) == (Outcome.INCONCLUSIVE, True)


def test_requests_stay_below_the_base_path() -> None:
    with store(guarded=("PUT", "DELETE"), location="/base/things/{id}") as url:
        assert CASE.finding(seen_of(f"{url}/base")).outcome is Outcome.PASSED


BELOW = contract(
    credentials=CREDENTIALS,
    security={
        "routes": {"command": "routes"},
        "ownership": OWNERSHIP
        | {
            "below": {
                "others": ["PUT /things/{id}/star"],
                "owned": ["POST /things/{id}/opening"],
                "bodies": {"PUT /things/{id}/title": {"title": "Other"}},
            }
        },
    },
)
TITLE = Trespass("PUT", "/things/1/title", 403, "")
HIS_TITLE = Owned("PUT", "/things/1/title", 200)


def below(status: int | None = 403, owned: int | None = 200, **changes: Any) -> Trespasses:
    made = replace(
        trespasses(), below=(replace(TITLE, status=status),), owned_below=(replace(HIS_TITLE, status=owned),)
    )
    return replace(made, **changes)


@pytest.mark.parametrize("status", [200, 204, 422])
def test_a_stranger_at_a_part_of_the_object_is_named(status: int) -> None:
    (problem,) = replace(CASE, contract=BELOW).problems(below(status))
    assert (problem.where, problem.observed) == (
        "PUT /things/1/title by another client",
        f"status {status}",
    )


def test_an_owner_who_is_told_what_is_wrong_came_further() -> None:
    finding = replace(CASE, contract=BELOW).finding(below(403, 422))
    assert (finding.outcome, finding.examined) == (Outcome.PASSED, 3)


@pytest.mark.parametrize(
    ("seen", "why"),
    [
        (below(422, 422), "no answer about the object to another client: PUT /things/1/title (422)"),
        (below(None), "no answer about the object to another client: PUT /things/1/title"),
        (below(404, 404), "its owner itself may not: PUT /things/1/title was answered with 404"),
        (below(owned_below=()), "its owner did not try the routes below it"),
        (below(untried=("POST /things/{id}/opening",)), "not below the object that was made"),
    ],
)
def test_a_refusal_at_a_part_without_its_control_shows_nothing(seen: Trespasses, why: str) -> None:
    finding = replace(CASE, contract=BELOW).finding(seen)
    assert (finding.outcome, why in finding.reason) == (Outcome.INCONCLUSIVE, True), finding


def test_what_was_not_tried_is_told() -> None:
    finding = replace(CASE, contract=BELOW).finding(below(untried=("PUT /things/{id}/notes/{note}",)))
    assert finding.evidence == {"not tried": ("PUT /things/{id}/notes/{note}",)}


TABLE = [
    ("GET", "/things/{id}/history"),
    ("PUT", "/things/{id}/title"),
    ("DELETE", "/things/<int:number>/picture"),
    ("PATCH", "/things/:id/notes/:note"),
    ("PUT", "/things/{id}/star"),
    ("POST", "/things/{id}/opening"),
    ("POST", "/things/{id}/comments"),
    ("PUT", "/things/{id}"),
    ("PUT", "/things/search/index"),
    ("PUT", "/others/{id}/title"),
]


@pytest.mark.parametrize("url", ["http://shop.example/things/1", "http://shop.example/base/things/1"])
def test_routes_below_the_object_are_those_of_the_table_that_are_its_owners(url: str) -> None:
    assert BELOW.security is not None
    assert BELOW.security.ownership is not None
    promised = BELOW.security.ownership.below
    assert promised is not None
    parts, untried = parts_of(TABLE, promised, url)
    assert [(part.method, part.url.removeprefix(url)) for part in parts] == [
        ("PUT", "/title"),
        ("DELETE", "/picture"),
        ("POST", "/opening"),
    ]
    assert untried == ["PATCH /things/:id/notes/:note"]


class Titled(Store):
    """Has a route for the title; a stranger may use it, or the route of the whole alone."""

    open: ClassVar[bool] = True

    def respond(self) -> None:
        whole, _, part = self.path.partition("/title")
        if self.command == "PUT" and whole != self.path and not part:
            stranger = self.headers["Authorization"] != "x"
            refused = stranger and not self.open
            self.answer(403 if refused else 200, "", "text/plain")
        else:
            super().respond()

    do_PUT = do_DELETE = Handler.do_GET  # noqa: N815 - http.server calls them so


@pytest.mark.parametrize(("anybody", "outcome"), [(True, Outcome.FAILED), (False, Outcome.PASSED)])
def test_the_route_of_a_part_is_tried(*, anybody: bool, outcome: Outcome) -> None:
    section = {"routes": {"command": "routes"}, "ownership": OWNERSHIP | {"below": {}}}
    promised = contract(credentials=CREDENTIALS, security=section)
    rows = [{"method": "PUT", "path": "/things/{id}/title"}, {"method": "GET", "path": "/things/{id}/log"}]
    attributes: dict[str, Any] = {"guarded": ("PUT", "DELETE"), "open": anybody}
    with Loopback(Titled, things={}, counter=itertools.count(), **attributes) as server:
        target = ShopTarget(server.url, promised, {"routes": json.dumps(rows)})
        target.context.secrets = Secrets()  # type: ignore[misc]
        finding = replace(CASE, contract=promised).finding(done(trespass, target, promised))
    assert (finding.outcome, finding.reason) == (outcome, "")


def test_routes_that_nobody_can_list_here_are_told() -> None:
    class Closed(ShopTarget):
        def can(self) -> frozenset[Can]:
            return super().can() - {Can.RUN_COMMAND}

    with store(guarded=("PUT", "DELETE")) as url:
        target = Closed(url, BELOW)
        target.context.secrets = Secrets()  # type: ignore[misc]
        seen = done(trespass, target, BELOW)
    assert seen.untried == ("routes below the object: the command that lists them cannot be run here",)


def test_below_needs_to_know_the_routes() -> None:
    with pytest.raises(ValueError, match=r"security\.routes"):
        contract(credentials=CREDENTIALS, security={"ownership": OWNERSHIP | {"below": {}}})
