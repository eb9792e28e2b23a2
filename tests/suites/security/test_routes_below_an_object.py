"""Routes below an object: a stranger is refused there as well, where the contract says whose they are.

Seen: a part that anybody writes, by PUT or DELETE; another method that the contract names; a route that was
added without a word. Good look-alikes on which it is silent: a comment, a vote that the contract names.
"""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from typing import Any, ClassVar

import pytest

from gonogo.core.finding import Outcome
from gonogo.core.observation import Can
from gonogo.core.secrets import Secrets
from gonogo.suites.security.experiments.ownership import trespass
from gonogo.suites.security.experiments.parts import parts_of
from gonogo.suites.security.observations.access import Owned, Trespass, Trespasses
from tests.judging import contract, done
from tests.suites.loopback import Handler, Loopback
from tests.suites.security.access import CREDENTIALS, OWNERSHIP, trespasses
from tests.suites.security.stores import Store
from tests.suites.security.test_objects_belong_to_their_owner import CASE, store
from tests.suites.shop import ShopTarget

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
