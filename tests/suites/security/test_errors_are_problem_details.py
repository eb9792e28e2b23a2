from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from tests.judging import Case, contract
from tests.suites.security.examples import SECURITY, missing, response, surface

TYPE = (("content-type", "application/problem+json"),)
CASE = Case(
    "security/errors-are-problem-details",
    contract(security=SECURITY | {"problem_details": True}),
    clean=surface(response(), missing('{"title": "Not Found", "status": 404}', headers=TYPE)),
    broken=surface(response(), missing("<h1>Not Found</h1>", headers=(("content-type", "text/html"),))),
)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("Not Found", "no JSON: 'Not Found'"),
        ("[]", "a JSON list"),
        ('{"status": 500}', "status 500 in the body"),
    ],
)
def test_the_body_is_read(body: str, said: str) -> None:
    assert [p.observed for p in CASE.problems(surface(missing(body, headers=TYPE)))] == [said]


def test_parameters_of_the_media_type_and_a_missing_status_are_legal() -> None:
    headers = (("content-type", "Application/Problem+JSON; charset=utf-8"),)
    assert CASE.problems(surface(missing('{"title": "x"}', headers=headers))) == ()


def test_an_error_that_the_contract_does_not_name_is_one_as_well() -> None:
    page = (("content-type", "text/html"),)
    other = response(
        415, name="XML", method="POST", path="/things", headers=page, body="<h1>Unsupported</h1>"
    )
    well = replace(other, headers=TYPE, body="{}")
    assert [p.observed for p in CASE.problems(replace(CASE.clean, provoked=(other,)))] == ["text/html"]
    assert CASE.problems(replace(CASE.clean, provoked=(well, other))) == ()  # a browser has asked
    taken = replace(other, status=201)
    assert CASE.problems(replace(CASE.clean, provoked=(taken,))) == ()


def test_what_was_provoked_stands_for_no_class_of_the_contract() -> None:
    well = response(404, promised=404, headers=TYPE, body="{}")
    assert CASE.finding(surface(response(), provoked=(well,))).outcome is Outcome.INCONCLUSIVE


def test_without_an_error_nothing_is_established() -> None:
    assert CASE.finding(surface(response())).outcome is Outcome.INCONCLUSIVE


def test_an_error_of_another_class_shows_nothing() -> None:
    other = missing('{"title": "x"}', status=403, headers=TYPE)
    assert CASE.finding(surface(other)).outcome is Outcome.INCONCLUSIVE
