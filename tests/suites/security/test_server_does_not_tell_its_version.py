import pytest

from gonogo.core.finding import Outcome, Severity
from tests.judging import Case
from tests.suites.security.examples import CONTRACT, response, surface

CASE = Case(
    "security/server-does-not-tell-its-version",
    CONTRACT,
    clean=surface(response(headers=(("server", "shop"),))),
    broken=surface(response(headers=(("server", "nginx/1.25.3"),))),
)


def test_it_only_advises() -> None:
    assert CASE.rule.severity is Severity.ADVISORY


@pytest.mark.parametrize(
    "header",
    [("server", "Werkzeug/3.0 Python/3.13"), ("x-powered-by", "PHP/8"), ("x-aspnet-version", "4.0.30319")],
)
def test_a_version_is_named(header: tuple[str, str]) -> None:
    assert [p.observed for p in CASE.problems(surface(response(headers=(header,))))] == [header[1]]


@pytest.mark.parametrize("value", ["uvicorn", "nginx", "Apache", "h2o", "gws"])
def test_a_product_alone_passes(value: str) -> None:
    assert CASE.problems(surface(response(headers=(("server", value),)))) == ()


@pytest.mark.parametrize("status", [403, 404, 503])
def test_a_service_that_serves_nothing_shows_nothing(status: int) -> None:
    refused = response(status, headers=())
    assert CASE.finding(surface(refused, control=(refused,))).outcome is Outcome.INCONCLUSIVE


def test_a_public_page_beside_errors_shows_that_somebody_is_served() -> None:
    error = response(404, headers=(), promised=404)
    assert CASE.finding(surface(error, control=(error,))).outcome is Outcome.INCONCLUSIVE
    shown = surface(error, control=(response(headers=()),))
    assert CASE.finding(shown).outcome is Outcome.PASSED
    told = surface(error, control=(response(headers=(("server", "nginx/1.25.3"),)),))
    assert [p.observed for p in CASE.problems(told)] == ["nginx/1.25.3"]


def test_without_an_answer_nothing_is_established() -> None:
    assert CASE.finding(surface(response(None), control=())).outcome is Outcome.INCONCLUSIVE


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("server", "Apache/2.4.58 (Debian)"),
        ("server", "gunicorn 21.2"),
        ("server", "Jetty(9.4.z-SNAPSHOT)"),
        ("x-powered-by", "Express v4.18"),
        ("x-generator", "Drupal 10"),
    ],
)
def test_a_version_on_one_class_of_response_is_enough(name: str, value: str) -> None:
    error = response(502, name="bad gateway", headers=((name, value),), promised=502)
    assert [p.observed for p in CASE.problems(surface(response(headers=()), error))] == [value]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("via", "1.1 varnish/6.0"),
        ("x-runtime", "0.0123"),
        ("x-app-version", "1.4.2"),
        ("x-powered-by", "Express v4"),
    ],
)
def test_another_header_and_a_lone_number_behind_a_letter_are_not_seen(name: str, value: str) -> None:
    assert CASE.finding(surface(response(headers=((name, value),)))).outcome is Outcome.PASSED
