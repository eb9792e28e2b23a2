import pytest

from gonogo.core.finding import Outcome
from tests.judging import Case
from tests.suites.security.examples import CONTRACT, response, surface


def stating(*types: str, body: str = "Welcome") -> object:
    return surface(response(headers=tuple(("content-type", one) for one in types), body=body))


CASE = Case(
    "security/media-type-is-stated",
    CONTRACT,
    clean=stating("application/json"),
    broken=stating(),
)


@pytest.mark.parametrize("types", [("html",), ("text/html text/html",), ("/plain",), ("a/b", "text/css")])
def test_no_type_and_more_than_one_are_refused(types: tuple[str, ...]) -> None:
    assert len(CASE.problems(stating(*types))) == 1


@pytest.mark.parametrize("stated", ["text/html; charset=utf-8", "image/svg+xml", "text/plain", "text/html"])
def test_a_stated_type_passes(stated: str) -> None:
    assert CASE.problems(stating(stated)) == ()


@pytest.mark.parametrize("body", ['{"detail": "no <b>x</b>"}', "[1, 2]", '  {"a": {}}\n'])
def test_json_is_no_page(body: str) -> None:
    (problem,) = CASE.problems(stating("text/html; charset=utf-8", body=body))
    assert problem.observed == "text/html; charset=utf-8, and the body is JSON"
    for kind in ("application/json", "application/problem+json", "text/plain", "text/javascript"):
        assert CASE.problems(stating(kind, body=body)) == ()


@pytest.mark.parametrize("body", ["<p>{}</p>", "404", "null", '"gone"', "{{ name }}", "[" * 100_000])
def test_a_page_may_be_anything_else(body: str) -> None:
    assert CASE.problems(stating("text/html", body=body)) == ()


def test_a_redirect_or_an_error_without_a_type_is_refused() -> None:
    assert len(CASE.problems(surface(response(404, headers=(), body="gone")))) == 1


def test_a_redirect_that_a_browser_follows_needs_no_type() -> None:
    there = response(301, headers=(("location", "/dashboard/"),), body="Moved Permanently")
    assert CASE.problems(surface(there)) == ()
    nowhere = response(301, headers=(), body="Moved Permanently")
    assert len(CASE.problems(surface(nowhere))) == 1


def test_without_a_body_nothing_is_established() -> None:
    assert CASE.finding(stating(body="")).outcome is Outcome.INCONCLUSIVE
