import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.metrics.observations.scrapes import RequestSeries
from tests.judging import Case, contract
from tests.suites.metrics.examples import (
    BAD_BODY,
    CONTRACT,
    COUNTER,
    METRICS,
    TRAFFIC,
    at_rest,
    sent,
    series,
    snapshot,
    traffic,
)

POSTS = series(20, "422", method="POST")
CASE = Case(
    "metrics/traffic-is-conserved",
    CONTRACT,
    clean=traffic(),
    broken=traffic(requests=(series(8), series(12, source="b"))),
)


def test_what_bypasses_the_counter_is_named() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert (problem.where, problem.expected, problem.observed) == (
        "POST /things 422",
        "20 counted",
        "0 counted",
    )


def test_counting_twice_is_refused() -> None:
    twice = traffic(requests=(series(16), series(24, source="b"), POSTS))
    assert [p.observed for p in CASE.problems(twice)] == ["40 counted"]


def test_counting_under_another_status_is_refused() -> None:
    wrong = traffic(requests=(series(20), series(20, "500", method="POST")))
    assert [(p.where, p.observed) for p in CASE.problems(wrong)] == [
        ("POST /things 422", "0 counted"),
        ("POST /things 500", "20 counted"),
    ]


def test_one_worker_of_several_is_refused() -> None:
    flipping = tuple(
        snapshot(moment, total, started=started)
        for moment, total, started in (("before", 5, 1000.0), ("sent", 9, 1001.0), ("rest", 14, 1000.0))
    )
    seen = traffic(snapshots=flipping, at_rest=at_rest(9, started=1001.0), requests=(series(9), POSTS))
    assert [p.observed for p in CASE.problems(seen)] == ["9 counted"]


def test_a_restart_is_not_judged() -> None:
    moved = tuple(
        snapshot(moment, total, started=started)
        for moment, total, started in (("before", 5, 1000.0), ("sent", 9, 1001.0), ("rest", 14, 1001.0))
    )
    finding = CASE.finding(traffic(snapshots=moved, at_rest=at_rest(9, started=1001.0)))
    assert (finding.outcome, finding.reason) == (Outcome.INCONCLUSIVE, "a started again in the meantime")


def test_a_scrape_that_failed_leaves_it_open() -> None:
    unread = traffic(snapshots=(snapshot("before", 5), snapshot("rest", 0, status=500)))
    assert CASE.finding(unread).reason == "not every scrape of a answered 200"


def test_what_got_no_answer_is_left_out_and_the_rest_is_judged() -> None:
    lost = traffic(sent=(sent(count=19), sent(None, count=1), BAD_BODY))
    assert CASE.finding(lost).examined == 20
    assert CASE.finding(traffic(sent=(sent(None),))).outcome is Outcome.INCONCLUSIVE


def test_without_a_route_label_others_may_be_counted_as_well() -> None:
    blind = contract(metrics=METRICS | {"requests": COUNTER | {"route": None}}, traffic=TRAFFIC)
    case = Case(CASE.rule_id, blind, CASE.clean, CASE.broken)
    requests = (series(23, route=""), series(20, "422", method="POST", route=""))
    assert case.problems(traffic(requests=requests)) == ()
    assert len(case.problems(traffic(requests=requests[:1]))) == 1


def test_without_a_status_label_the_sum_is_judged() -> None:
    blind = contract(metrics=METRICS | {"requests": COUNTER | {"status": None}}, traffic=TRAFFIC)
    seen = traffic(requests=(series(20, ""), series(19, "", method="POST")))
    assert [p.where for p in Case(CASE.rule_id, blind, seen, seen).problems(seen)] == ["POST /things"]


@pytest.mark.parametrize(
    "requests",
    [
        (series(8), series(11, source="b"), POSTS),
        (series(8), POSTS),
        (series(20), series(20, "422", method="PUT")),
        (series(20), series(20, "422", method="POST", route="/things/7")),
        (series(20, "2xx"), POSTS),
        (series(20), series(19, "422", method="POST"), series(1, "500", method="POST")),
    ],
    ids=["one is lost", "a replica", "another method", "a path for a route", "a class", "one as an error"],
)
def test_what_was_sent_and_is_not_counted_so_is_refused(requests: tuple[RequestSeries, ...]) -> None:
    assert CASE.finding(traffic(requests=requests)).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "requests",
    [
        (series(20), POSTS, series(0, "500")),
        (series(0), series(20, source="b"), POSTS),
        (series(12), series(8), POSTS),
    ],
    ids=["a series that stood still", "one replica had it all", "in two series of one process"],
)
def test_what_adds_up_passes(requests: tuple[RequestSeries, ...]) -> None:
    assert CASE.finding(traffic(requests=requests)).outcome is Outcome.PASSED
