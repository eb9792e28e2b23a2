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


def test_without_an_error_nothing_is_established() -> None:
    assert CASE.finding(surface(response())).outcome is Outcome.INCONCLUSIVE


def test_an_error_of_another_class_shows_nothing() -> None:
    other = missing('{"title": "x"}', status=403, headers=TYPE)
    assert CASE.finding(surface(other)).outcome is Outcome.INCONCLUSIVE
