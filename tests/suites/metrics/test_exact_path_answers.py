import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.metrics.observations.scrapes import Scrape
from tests.judging import Case
from tests.suites.metrics.examples import CONTRACT, DOWN, beside, scrape, scrapes

REDIRECT = scrape("", status=307, location="http://shop.example/stats/")
CASE = Case("metrics/exact-path-answers", CONTRACT, clean=scrapes(), broken=scrapes(REDIRECT))


def test_a_redirect_is_refused_with_where_it_leads() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert problem.where == "/stats at shop-1 for text"
    assert problem.observed == "status 307, to http://shop.example/stats/"


def test_an_error_and_no_answer_are_refused() -> None:
    assert [p.observed for p in CASE.problems(DOWN)] == ["status 503", "refused: nobody listens"]


def test_a_body_that_breaks_off_is_refused() -> None:
    broken_off = scrape(error="reset: it ended", truncated=True)
    assert [p.observed for p in CASE.problems(scrapes(broken_off))] == ["reset: it ended"]


def test_a_further_exposition_is_named_where_it_is_not_there() -> None:
    assert CASE.problems(beside(scrape())) == ()
    (problem,) = CASE.problems(beside(REDIRECT))
    assert problem.where == ":9102/own at shop-1 for default"


@pytest.mark.parametrize("status", [204, 301, 308, 401, 404, 406, 500])
def test_anything_but_200_at_one_process_is_refused(status: int) -> None:
    (problem,) = CASE.problems(scrapes(scrape(), scrape("", status=status, source="shop-2")))
    assert problem.observed == f"status {status}"


@pytest.mark.parametrize(
    "there",
    [scrape(""), scrape("<html></html>", content_type="text/html"), scrape(location="/stats/")],
    ids=["without a sample", "a page", "a header of a redirect"],
)
def test_what_is_served_there_is_for_other_rules(there: Scrape) -> None:
    assert CASE.finding(scrapes(there)).outcome is Outcome.PASSED
