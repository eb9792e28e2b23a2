"""It sees what an inside leaves in any error, also in one that nobody promised.

Good look-alikes on which it is silent: the request repeated, a request id; a service without errors.
"""

import json

import pytest

from gonogo.core.finding import Outcome
from tests.judging import Case, contract
from tests.suites.security.examples import CONTRACT, missing, response, surface

TRACE = 'Traceback (most recent call last):\n  File "shop.py", line 7, in sell\n'
CASE = Case(
    "security/error-bodies-are-generic",
    CONTRACT,
    clean=surface(),
    broken=surface(response(), missing(TRACE)),
)


def test_the_problem_names_the_class_and_what_it_tells() -> None:
    told = surface(missing(json.dumps({"detail": TRACE}), path="/gone"))
    assert [(p.where, p.observed.partition(":")[0]) for p in CASE.problems(told)] == [
        ("not found (GET /gone, status 404)", "a stack trace")
    ]


def test_a_body_may_repeat_the_request() -> None:
    path = "/etc/shop/prices?q=SELECT%20x%20FROM%20y"
    assert CASE.problems(surface(missing(f'{{"instance": "{path}"}}', path=path))) == ()


def test_pages_that_are_no_errors_may_say_anything() -> None:
    assert CASE.problems(surface(response(body=TRACE), missing())) == ()


def test_an_error_that_nobody_provoked_shows_nothing_and_hides_no_problem() -> None:
    assert CASE.finding(surface(response(403), missing(status=403))).outcome is Outcome.INCONCLUSIVE
    assert CASE.finding(surface(response(500, body=TRACE))).outcome is Outcome.FAILED


def test_a_service_without_an_error_class_is_not_promised_it() -> None:
    assert CASE.rule.promises == ("security.error_responses",)
    pages = contract(security={"responses": [{"name": "page", "path": "/"}]})
    assert not pages.promises("security.error_responses")
    assert CONTRACT.promises("security.error_responses")


def test_without_an_error_nothing_is_established() -> None:
    assert CASE.finding(surface(response())).outcome is Outcome.INCONCLUSIVE


def test_a_header_is_a_part_of_the_answer() -> None:
    told = missing(headers=(("x-error", "KeyError at /srv/shop/app/store.py:12"),))
    assert CASE.problems(surface(told))
    assert CASE.problems(surface(missing(headers=(("link", "</opt/shop/docs.py>; rel=help"),)))) == ()


@pytest.mark.parametrize(
    "said",
    [
        "'list' object has no attribute 'get'",
        "Cannot read properties of undefined (reading 'id')",
        'value "9" is out of range for type integer',
    ],
)
def test_what_an_error_says_of_itself_is_no_generic_message(said: str) -> None:
    for seen in (
        surface(missing(json.dumps({"error": said}))),
        surface(missing(), provoked=(response(500, body=said),)),
    ):
        (problem,) = CASE.problems(seen)
        assert problem.observed.startswith("an exception's text: ")


def test_the_code_of_an_internal_error_is_a_generic_message() -> None:
    body = json.dumps({"error": {"code": "InternalError", "message": "Try again later."}})
    seen = surface(missing(), provoked=(response(500, body=body),))
    assert CASE.finding(seen).outcome is Outcome.PASSED
