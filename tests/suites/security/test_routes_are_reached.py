"""Paths of the form that a route asks for, and what is said of a route that nobody comes to."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.security.experiments.filling import fill, filled, of_schema
from gonogo.suites.security.experiments.surface import call_every_route
from gonogo.suites.security.observations.surface import Call, Calls
from tests.judging import Case, contract, done
from tests.suites.loopback import Handler, Loopback
from tests.suites.shop import ShopTarget

FORM = "application/x-www-form-urlencoded"
ROUTES = {"security": {"routes": {"openapi": "/openapi.json"}}}
CODE = {"name": "code", "in": "path", "schema": {"type": "string", "pattern": "^[a-z0-9]{8}$"}}


class Links(Handler):
    """Knows links of eight characters below a base, refuses all of them, and answers 404 to all else."""

    base = ""
    document: dict[str, Any]

    def respond(self) -> None:
        if self.path == "/openapi.json":
            self.answer(200, json.dumps(self.document), "application/json")
        elif re.fullmatch(rf"{self.base}/links/[a-z0-9]{{8}}", self.path):
            self.answer(401, "who are you", "text/plain")
        else:
            self.answer(404, f"nothing at {self.path}", "text/plain")


def called(parameters: list[dict[str, Any]], base: str = "", **document: Any) -> Calls:
    """Call a route whose parameter is documented so."""
    paths = {"/links/{code}": {"get": {"parameters": parameters}}}
    with Loopback(Links, base=base, document={"paths": paths} | document) as server:
        return done(call_every_route, ShopTarget(server.url, contract(**ROUTES)), contract(**ROUTES))


def test_a_documented_form_is_kept() -> None:
    seen = called([CODE])
    assert {c.status for c in seen.calls if c.method == "GET"} == {401}
    assert seen.unreached == ()


def test_the_path_of_the_documents_server_comes_first() -> None:
    seen = called([CODE], base="/api/v1", servers=[{"url": "/api/v1"}])
    assert {c.status for c in seen.calls if c.method == "GET"} == {401}
    assert {c.route for c in seen.calls if c.method == "GET"} == {"GET /links/{code}"}


def test_what_a_proxy_takes_away_is_left_out() -> None:
    seen = called([CODE], base="", servers=[{"url": "/api/v1"}])
    assert {c.status for c in seen.calls if c.method == "GET"} == {401}


@pytest.mark.parametrize("rule", ["every-route-requires-a-credential", "wrong-credentials-are-refused"])
def test_a_route_that_nobody_comes_to_is_said_and_not_refused(rule: str) -> None:
    seen = called([])
    assert ("shop-1", "GET /links/{code}") in seen.unreached
    known = replace(seen, control=(Call("shop-1", "GET", "/", "right", 200, ""),))
    found = Case(f"security/{rule}", contract(**ROUTES), known, known).finding(known)
    assert found.outcome is Outcome.INCONCLUSIVE
    assert "GET /links/{code}: answered as what does not exist is" in found.reason


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("/a/{id:[0-9]{4}}", "/a/9999"),
        ("/a/{name:[a-z]+}/b", "/a/z/b"),
        ("/a/:id([a-f]{3})", "/a/fff"),
        ("/a/{rest:path}", "/a/999999999"),
        ("/a/<string:name>", "/a/999999999"),
        ("/a/{id:(?<odd>x)}", "/a/999999999"),
    ],
)
def test_a_template_says_what_it_takes(template: str, expected: str) -> None:
    assert fill(template) == expected


def test_a_value_of_the_document_is_used_by_its_name() -> None:
    assert filled("/a/{one}/{two}", {"two": "x"}) == "/a/999999999/x"


@pytest.mark.parametrize(
    ("parameter", "may_exist", "expected"),
    [
        ({"schema": {"type": "string", "enum": ["red", "blue"]}}, False, "red"),
        ({"schema": {"type": "string", "format": "date"}}, False, "1999-09-09"),
        ({"schema": {"type": "string"}, "example": "alice"}, True, "alice"),
        ({"schema": {"type": "string"}, "example": "alice"}, False, ""),
        ({"schema": {"type": "integer"}, "example": 1}, True, ""),
        ({"schema": {"type": "string"}, "examples": {"a": {"value": "bob"}}}, True, "bob"),
        ({"type": "string", "pattern": "[A-Z]{2}"}, False, "ZZ"),
        ({}, True, ""),
    ],
)
def test_a_documented_parameter(parameter: dict[str, Any], may_exist: bool, expected: str) -> None:
    assert of_schema(parameter, may_exist=may_exist) == expected


def test_a_uuid_is_a_fresh_one() -> None:
    one, other = (of_schema({"schema": {"format": "uuid"}}, may_exist=False) for _ in range(2))
    assert len(one) == len(other) == 36
    assert one != other


def test_a_row_of_the_command_may_have_an_example() -> None:
    promised = contract(security={"routes": {"command": "routes"}})
    row = {"method": "GET", "path": "/links/{code}", "example": "/links/0123abcd"}
    with Loopback(Links) as server:
        target = ShopTarget(server.url, promised, {"routes": json.dumps([row])})
        seen = done(call_every_route, target, promised)
    assert {c.status for c in seen.calls if c.method == "GET"} == {401}


class _Uploads(Handler):
    """Looks at the type of what it is sent before it asks who sends it."""

    takes: str
    document: dict[str, Any]

    def respond(self) -> None:
        said = self.headers.get("Content-Type", "").partition(";")[0]
        if self.path == "/openapi.json":
            self.answer(200, json.dumps(self.document), "application/json")
        else:
            self.answer(401 if said == self.takes else 415, "", "text/plain")


@pytest.mark.parametrize(
    ("operation", "takes", "status"),
    [
        ({"requestBody": {"content": {"multipart/form-data": {}}}}, "multipart/form-data", 401),
        (
            {"requestBody": {"$ref": "#/components/requestBodies/Form"}},
            "application/x-www-form-urlencoded",
            401,
        ),
        ({"requestBody": {"content": {"image/png": {}}}}, "image/png", 401),
        ({"consumes": ["text/csv"]}, "text/csv", 401),
        ({"requestBody": {"content": {"text/csv": {}, "application/json": {}}}}, "application/json", 401),
        ({}, "application/json", 401),
        ({"requestBody": {"content": {"image/png": {}}}}, "application/json", 415),
    ],
)
def test_a_route_is_sent_what_it_is_documented_to_take(
    operation: dict[str, Any], takes: str, status: int
) -> None:
    form: dict[str, Any] = {"content": {FORM: {}}}
    document = {"paths": {"/files": {"post": operation}}, "components": {"requestBodies": {"Form": form}}}
    with Loopback(_Uploads, takes=takes, document=document) as server:
        seen = done(call_every_route, ShopTarget(server.url, contract(**ROUTES)), contract(**ROUTES))
    assert {call.status for call in seen.calls} == {status}
