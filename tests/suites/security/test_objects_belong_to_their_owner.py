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

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.security.experiments.places import places
from gonogo.suites.security.observations.access import Kept, Owned, Trespass, Trespasses
from gonogo.targets.base import TargetError
from tests.judging import Case, contract
from tests.suites.loopback import Loopback
from tests.suites.security.access import CONTRACT, CREDENTIALS, OWNERSHIP, seen_of, trespasses
from tests.suites.security.stores import Store, Tokened

CASE = Case("security/objects-belong-to-their-owner", CONTRACT, clean=trespasses(), broken=trespasses(200))


@pytest.mark.parametrize("status", [200, 204, 412, 500])
def test_anything_but_a_refusal_is_named(status: int) -> None:
    (problem,) = CASE.problems(trespasses(status))
    assert (problem.where, problem.observed) == ("PUT /things/1 by another client", f"status {status}")


def test_what_another_one_forces_is_named() -> None:
    forced = (Trespass("PUT with If-Match: *", "/things/1", 200, ""),)
    (problem,) = CASE.problems(replace(trespasses(), forced=forced))
    assert problem.where == "PUT with If-Match: * /things/1 by another client"


def test_where_each_client_has_names_of_its_own_another_one_makes_an_object_of_its_own() -> None:
    own = (Trespass("PUT", "/things/1", 201, ""), Trespass("DELETE", "/things/1", 204, ""))
    forced = (
        Trespass("PUT with If-Match: *", "/things/1", 410, ""),
        replace(own[1], method="DELETE with If-Match: *"),
    )
    seen = replace(trespasses(), attempts=own, forced=forced)
    assert CASE.finding(seen).outcome is Outcome.PASSED
    changed = (Kept("PUT", 200, unchanged=True), Kept("DELETE", 404, unchanged=False))
    assert len(CASE.problems(replace(seen, afterwards=changed))) == 4
    replaced = replace(seen, attempts=(replace(own[0], status=200), own[1]))
    assert len(CASE.problems(replaced)) == 3
    read = replace(seen, attempts=(Trespass("PATCH", "/things/1", 200, ""), *own))
    assert len(CASE.problems(read)) == 4, "what is let do before there is one of its own"


def test_a_success_that_is_promised_as_a_refusal_changes_nothing() -> None:
    promised = contract(credentials=CREDENTIALS, security={"ownership": OWNERSHIP | {"refusals": [204, 404]}})
    case = replace(CASE, contract=promised)
    forced = (Trespass("DELETE with If-Match: *", "/things/1", 204, ""),)
    assert case.finding(replace(trespasses(204), forced=forced)).outcome is Outcome.PASSED
    assert case.finding(replace(trespasses(204, unchanged=False), forced=forced)).outcome is Outcome.FAILED


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


@pytest.mark.parametrize(("given", "trusts", "found"), [(201, True, 2), (201, False, 0), (403, True, 0)])
def test_the_other_client_tries_by_a_token_of_its_own_as_well(given: int, trusts: bool, found: int) -> None:
    tokens = {
        "issue": {"method": "POST", "path": "/tokens", "credential": "jane", "status": 201},
        "protected": {"path": "/things"},
        "key": "token",
    }
    promised = contract(
        credentials=CREDENTIALS, security={"tokens": tokens, "ownership": OWNERSHIP | {"methods": ["PUT"]}}
    )
    made: dict[str, Any] = {"things": {}, "counter": itertools.count(), "given": given, "trusts": trusts}
    with Loopback(Tokened, guarded=("PUT", "DELETE"), **made) as server:
        seen = seen_of(server.url, promised)
    case = replace(CASE, contract=promised)
    assert len(case.problems(seen)) == found


@pytest.mark.parametrize(
    "told", [{"body": {"user": "jane"}, "credential": "jane"}, {"body": {"user": "jane"}}]
)
def test_a_token_that_its_request_asks_for_the_owner_is_nobody_elses(told: dict[str, Any]) -> None:
    issue = {"method": "POST", "path": "/tokens", "status": 201} | told
    tokens = {"issue": issue, "protected": {"path": "/things"}, "key": "token"}
    promised = contract(
        credentials=CREDENTIALS, security={"tokens": tokens, "ownership": OWNERSHIP | {"methods": ["PUT"]}}
    )
    made: dict[str, Any] = {"things": {}, "counter": itertools.count(), "given": 201, "trusts": True}
    with Loopback(Tokened, guarded=("PUT", "DELETE"), **made) as server:
        seen = seen_of(server.url, promised)
    assert replace(CASE, contract=promised).problems(seen) == ()


@contextmanager
def store(**attributes: Any) -> Iterator[str]:
    with Loopback(Store, things={}, counter=itertools.count(), **attributes) as server:
        yield server.url


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


class Named(Store):
    """Takes what is put under any name, and says nothing of where it is."""

    def respond(self) -> None:
        if self.command == "PUT" and self.name() not in self.things:
            self.things[self.name()] = "mine"
            self.answer(201, "", "text/plain")
        else:
            super().respond()


@pytest.mark.parametrize(("guarded", "outcome"), [((), Outcome.FAILED), (("PUT", "DELETE"), Outcome.PASSED)])
def test_what_a_client_names_itself_is_where_it_was_put(guarded: tuple[str, ...], outcome: Outcome) -> None:
    create = {"method": "PUT", "path": "/things/{uuid}", "status": 201, "credential": "jane"}
    promised = contract(credentials=CREDENTIALS, security={"ownership": {"create": create, "other": "joe"}})
    with Loopback(Named, things={}, counter=itertools.count(), guarded=guarded) as server:
        finding = CASE.finding(seen_of(server.url, promised))
    assert finding.outcome is outcome, finding.reason


class Restored(Store):
    """Reads tell the id; a POST that has one may replace what is there, whoever sends it."""

    restores: ClassVar[bool]

    def respond(self) -> None:
        if self.command == "GET" and self.name() in self.things:
            body = {"id": int(self.name()), "text": self.things[self.name()]}
            self.answer(200, json.dumps(body), "application/json")
            return
        super().respond()

    def made(self) -> None:
        sent = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))) or b"{}")
        self.headers.replace_header("Content-Length", "0")
        if "id" in sent and self.restores:
            self.things[str(sent["id"])] = "taken"
            self.answer(200, "", "text/plain")
        else:
            super().made()


@pytest.mark.parametrize("restores", [True, False])
def test_a_new_one_with_the_id_of_one_that_is_there_takes_nothing(*, restores: bool) -> None:
    made: dict[str, Any] = {"things": {}, "counter": itertools.count(), "restores": restores}
    with Loopback(Restored, guarded=("PUT", "DELETE"), **made) as server:
        seen = seen_of(server.url)
    found = [p.where for p in CASE.problems(seen)]
    assert found == (["the object after POST of a new one with its id"] if restores else [])
