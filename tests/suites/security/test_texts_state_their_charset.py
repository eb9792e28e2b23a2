"""It sees HTML and plain text without a charset, unless the page declares it in itself."""

import pytest

from gonogo.core.finding import Outcome, Severity
from tests.judging import Case
from tests.suites.security.examples import CONTRACT, response, surface


def stating(stated: str, status: int = 404, body: str = "Not Found") -> object:
    return surface(response(status, headers=(("content-type", stated),), body=body, promised=status))


CASE = Case(
    "security/texts-state-their-charset",
    CONTRACT,
    clean=stating("text/html; charset=utf-8"),
    broken=stating("text/html"),
)


def test_it_only_advises() -> None:
    assert CASE.rule.severity is Severity.ADVISORY


@pytest.mark.parametrize("status", [200, 301, 404, 502])
def test_every_class_of_response_is_looked_at(status: int) -> None:
    assert len(CASE.problems(stating("text/plain", status))) == 1


@pytest.mark.parametrize("stated", ["application/problem+json", "text/plain; charset=utf-8", "image/png"])
def test_what_leaves_no_guess_passes(stated: str) -> None:
    assert CASE.problems(stating(stated)) == ()


def test_a_redirect_without_any_type_is_told() -> None:
    there = response(301, headers=(("location", "/dashboard/"),), body="Moved Permanently", promised=301)
    assert [p.observed for p in CASE.problems(surface(there))] == ["no Content-Type"]


def test_a_refusal_of_everything_shows_nothing() -> None:
    refused = response(403, headers=(("content-type", "text/plain; charset=utf-8"),), body="no")
    assert CASE.finding(surface(refused)).outcome is Outcome.INCONCLUSIVE


@pytest.mark.parametrize("meta", ['<meta charset="utf-8">', "<META http-equiv=x content='y; charset=utf-8'>"])
def test_a_page_may_declare_it_in_itself(meta: str) -> None:
    assert CASE.problems(stating("text/html", 200, f"<!doctype html><html><head>{meta}")) == ()
    assert len(CASE.problems(stating("text/html", 200, f"{' ' * 1024}{meta}"))) == 1


def test_a_byte_order_mark_says_it() -> None:
    assert CASE.problems(stating("text/html", 200, "\ufeff<!doctype html>")) == ()


def test_empty_bodies_show_nothing() -> None:
    assert CASE.finding(stating("text/html", body="")).outcome is Outcome.INCONCLUSIVE
