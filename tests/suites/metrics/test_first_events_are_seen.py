import pytest

from gonogo.core.finding import Outcome
from tests.judging import Case, contract
from tests.suites.metrics.examples import COUNTER, METRICS, TRAFFIC, openmetrics, scrape, scrapes

CONTRACT = contract(metrics=METRICS | {"requests": COUNTER | {"announced": True}}, traffic=TRAFFIC)
GET = 'shop_requests_total{verb="GET",path="/things",code="200",zone="a"} 5\n'
POST = 'shop_requests_total{verb="POST",path="/things",code="422"} 0\n'
CASE = Case(
    "metrics/first-events-are-seen",
    CONTRACT,
    clean=scrapes(scrape(GET + POST), openmetrics(POST + GET + "# EOF\n")),
    broken=scrapes(scrape(GET + POST), scrape(GET, source="shop-2")),
)


def test_the_kind_of_request_and_the_process_are_named() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert problem.where == "POST /things 422 at shop-2 for text"


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(POST.replace("422", "201"), id="another status"),
        pytest.param(POST.replace("/things", "/carts"), id="another route"),
        pytest.param(POST.replace("POST", "PUT"), id="another method"),
        pytest.param(POST.replace("requests_total", "errors_total"), id="another counter"),
    ],
)
def test_the_series_of_others_do_not_count(other: str) -> None:
    assert len(CASE.problems(scrapes(scrape(GET + other)))) == 1


def test_labels_that_the_counter_does_not_have_are_not_asked_for() -> None:
    plain = {"series": "shop_requests_total", "method": None, "route": "path", "status": None}
    promised = contract(metrics=METRICS | {"requests": plain | {"announced": True}}, traffic=TRAFFIC)
    case = Case("metrics/first-events-are-seen", promised, CASE.clean, CASE.broken)
    assert case.finding(scrapes(scrape('shop_requests_total{path="/things"} 0\n'))).examined == 1


def test_nothing_answered_is_inconclusive() -> None:
    assert CASE.finding(scrapes(scrape(status=503))).outcome is Outcome.INCONCLUSIVE


@pytest.mark.parametrize(
    "body",
    [
        GET,
        POST,
        GET.replace("} 5", "} 0"),
        "# TYPE shop_requests_total counter\n",
        GET + POST.replace('verb="POST",', ""),
    ],
    ids=["one kind", "the other kind", "at zero", "a type alone", "a label less"],
)
def test_a_kind_without_a_series_is_refused(body: str) -> None:
    assert CASE.finding(scrapes(scrape(body))).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "body",
    [POST + GET, GET.replace("} 5", "} 0") + POST, GET + POST.replace("} 0", "} 17")],
    ids=["in another order", "at zero", "one that the first request made, which looks the same"],
)
def test_each_kind_with_a_series_passes(body: str) -> None:
    assert CASE.finding(scrapes(scrape(body))).outcome is Outcome.PASSED
