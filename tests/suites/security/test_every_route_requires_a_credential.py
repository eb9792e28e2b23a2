"""It sees an open route whatever it answers, and passes only where a right credential is taken.

Seen: 2xx, an error instead of a refusal, another method on a public path, HEAD past the check.
Good look-alikes on which it is silent: a public page's HEAD, 405 to HEAD.
"""

from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.security.observations.surface import Calls
from tests.judging import Case
from tests.suites.security.examples import CONTRACT, call, calls

CASE = Case(
    "security/every-route-requires-a-credential",
    CONTRACT,
    clean=calls(),
    broken=calls(call("/prices", 200, method="PUT")),
)


def test_the_route_is_named() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert (problem.where, problem.expected, problem.observed) == (
        "PUT /prices without a credential at shop-1",
        "status 401 or 403",
        "status 200",
    )


@pytest.mark.parametrize("status", [201, 400, 404, 405, 422, 500])
def test_whatever_is_no_refusal_is_refused(status: int) -> None:
    assert len(CASE.problems(calls(call("/prices", status)))) == 1


def test_the_allow_list_is_of_methods_and_not_of_paths() -> None:
    assert len(CASE.problems(calls(call("/open", 200, method="DELETE")))) == 1


@pytest.mark.parametrize(("status", "problems"), [(200, 1), (500, 1), (401, 0), (405, 0), (501, 0)])
def test_a_head_is_as_closed_as_its_page_or_not_known(status: int, problems: int) -> None:
    assert len(CASE.problems(calls(call("/prices", status, method="HEAD")))) == problems


def test_the_head_of_a_public_page_is_public() -> None:
    assert CASE.problems(calls(call("/open", 200, method="HEAD"))) == ()


def test_calls_with_a_wrong_credential_are_another_rules() -> None:
    assert CASE.problems(calls(call("/prices", 200, credential="unknown"))) == ()


def test_a_route_without_an_answer_leaves_it_open() -> None:
    assert CASE.finding(calls(call("/prices", None))).reason == "no answer from GET /prices (timeout)"


@pytest.mark.parametrize("status", [None, 401, 403, 404, 500])
def test_a_process_that_takes_no_right_credential_shows_nothing(status: int | None) -> None:
    refused = replace(calls(), control=(call("/things", status, credential="right"),))
    assert f"GET /things at shop-1 was answered with {status}" in CASE.finding(refused).reason
    assert CASE.finding(replace(calls(), control=())).outcome is Outcome.INCONCLUSIVE


def test_each_process_needs_a_control_of_its_own() -> None:
    second = calls(call(source="shop-2"))
    assert "no right credential was taken at shop-2" in CASE.finding(second).reason


def test_a_table_of_public_routes_establishes_nothing() -> None:
    assert CASE.finding(Calls((call("/open", 200),))).outcome is Outcome.INCONCLUSIVE


def test_a_limit_of_the_client_tells_nothing_and_what_is_open_is_told_all_the_same() -> None:
    finding = CASE.finding(calls(call("/prices", 429), call("/things", 429, method="POST")))
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert finding.reason.startswith("GET /prices was answered with 429, and 1 more: a limit of this client")
    assert len(CASE.problems(calls(call("/prices", 429), call("/things", 200)))) == 1
