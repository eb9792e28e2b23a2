"""It sees a credential that nobody gave out being taken: empty, malformed, unknown, at any process.

Good look-alikes on which it is silent: 400 to what is malformed. A process that takes no right one is open.
"""

import base64
import re
from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.security.experiments.credentials import nearly_right, wrong_credentials
from gonogo.suites.security.observations.surface import Calls
from tests.judging import Case, contract
from tests.suites.security.examples import CONTRACT, call, calls

CASE = Case(
    "security/wrong-credentials-are-refused",
    CONTRACT,
    clean=calls(),
    broken=calls(call("/prices", 200, credential="unknown")),
)


def test_the_route_and_the_credential_are_named() -> None:
    assert [p.where for p in CASE.problems(CASE.broken)] == [
        "GET /prices with an unknown credential at shop-1"
    ]


def test_a_malformed_credential_may_be_a_bad_request() -> None:
    assert CASE.problems(calls(call(status=400, credential="malformed"))) == ()
    assert len(CASE.problems(calls(call(status=400, credential="unknown")))) == 1


def test_an_empty_credential_is_refused_or_a_bad_request() -> None:
    empty = [call(status=status, credential="empty") for status in (400, 401, 200)]
    (problem,) = CASE.problems(calls(*empty))
    assert problem.where == "GET /things/{id} with an empty credential at shop-1"


def test_an_error_is_no_refusal() -> None:
    assert [p.observed for p in CASE.problems(calls(call(status=500, credential="malformed")))] == [
        "status 500"
    ]


def test_anonymous_calls_are_another_rules() -> None:
    assert CASE.problems(calls(call("/prices", 200))) == ()
    assert CASE.finding(Calls((call("/prices", 200),))).outcome is Outcome.INCONCLUSIVE


@pytest.mark.parametrize(
    ("without", "status", "refused"), [(401, 200, True), (401, 401, False), (200, 200, False)]
)
def test_what_is_nearly_right_is_refused_where_nothing_is_as_well(
    without: int, status: int, refused: bool
) -> None:
    nearly = (call("/things", without), call("/things", status, credential="changed"))
    problems = CASE.problems(replace(calls(), nearly=nearly))
    where = ["GET /things with a right credential whose end is changed at shop-1"]
    assert [problem.where for problem in problems] == (where if refused else [])


def test_nearly_right_is_another_one_of_the_same_form() -> None:
    right = {"Authorization": "Bearer 0123456789abcdef0123"}
    found = {kind: headers["Authorization"] for kind, headers in nearly_right(right)}
    assert set(found) == {"changed", "extended", "shortened"}
    assert right["Authorization"] not in found.values()
    assert all(one.startswith("Bearer 01234567") for one in found.values())
    assert re.fullmatch(r"Bearer \w{20}", found["changed"])


def test_a_password_is_changed_where_it_ends_and_not_where_base64_does() -> None:
    value = base64.b64encode(b"user:pass:word1").decode()
    right = {"Authorization": f"Basic {value}"}
    near = {kind: headers["Authorization"] for kind, headers in nearly_right(right)}
    said = {kind: base64.b64decode(one.removeprefix("Basic ")).decode() for kind, one in near.items()}
    assert said["shortened"] == "user:pass:"
    assert said["changed"].startswith("user:pass:")
    assert said["changed"] != "user:pass:word1"
    assert said["extended"].startswith("user:pass:word1")


def test_of_several_cookies_each_is_changed_and_what_repeats_one_is_not() -> None:
    session, guard = "0123456789abcdef", "fedcba9876543210"
    right = {"Cookie": f"session={session}; csrf={guard}; theme=dark", "X-CSRF-Token": guard}
    found = dict(nearly_right(right))
    assert set(found) == {"changed", "extended", "shortened"}
    for headers in found.values():
        near = dict(pair.split("=") for pair in headers["Cookie"].split("; "))
        assert near["session"][:10] == session[:10]
        assert near["session"] != session
        assert near["csrf"] != guard
        assert (near["theme"], headers["X-CSRF-Token"]) == ("dark", guard)
    assert dict(nearly_right({"Cookie": "a=b; c=d"})) == {}


def test_an_unknown_user_of_basic_has_a_name_and_a_password() -> None:
    promised = contract(credentials={"one": {"header": "Authorization", "value": "Basic ${SECRET}"}})
    unknown = dict(wrong_credentials(promised))["unknown"]["Authorization"]
    assert base64.b64decode(unknown.removeprefix("Basic ")).decode().count(":") == 1


@pytest.mark.parametrize(
    ("value", "kinds"),
    [("Token dXNlcjpwYXNzd29yZA==", ["changed"]), ("Bearer short", []), ("Basic dTpwdw==", []), ("", [])],
)
def test_what_is_padded_gets_nothing_behind_it_and_what_is_short_is_left(
    value: str, kinds: list[str]
) -> None:
    assert [kind for kind, _ in nearly_right({"Authorization": value})] == kinds


@pytest.mark.parametrize("nearly", ["changed", "extended", "shortened"])
@pytest.mark.parametrize("status", [200, 404, 500])
def test_a_right_one_that_is_not_quite_right_is_refused(nearly: str, status: int) -> None:
    tried = (call("/things", 401), call("/things", status, credential=nearly))
    assert len(CASE.problems(replace(calls(), nearly=tried))) == 1


def test_one_process_of_two_is_enough() -> None:
    right = call("/things", 200, credential="right", source="shop-2")
    seen = calls(call("/prices", 200, credential="unknown", source="shop-2"))
    (problem,) = CASE.problems(replace(seen, control=(*seen.control, right)))
    assert problem.where.endswith("at shop-2")
