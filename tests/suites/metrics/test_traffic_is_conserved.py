import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.metrics.observations.scrapes import RequestSeries, Sent
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


KEPT = sent(cached=19)
ALL_KEPT = (sent(cached=20), sent(422, name="bad body", method="POST", promised=422, cached=20))


@pytest.mark.parametrize(
    ("answers", "requests", "examined"),
    [
        ((KEPT, BAD_BODY), (series(1), POSTS), 21),
        ((KEPT, BAD_BODY), (series(7), POSTS), 21),
        ((KEPT, BAD_BODY), (series(20), POSTS), 40),
        ((KEPT, BAD_BODY), (series(1), series(5, "304"), POSTS), 21),
        ((sent(cached=20), BAD_BODY), (POSTS,), 20),
        (ALL_KEPT, (series(20), POSTS), 40),
    ],
    ids=[
        "one filled the cache",
        "each process has a cache of its own",
        "a cache inside, behind the counter",
        "looked at again",
        "one route is kept, and the other is not",
        "all of it is kept, and counted",
    ],
)
def test_what_a_cache_gave_may_be_counted_or_not(
    answers: tuple[Sent, ...], requests: tuple[RequestSeries, ...], examined: int
) -> None:
    finding = CASE.finding(traffic(sent=answers, requests=requests))
    assert (finding.outcome, finding.examined) == (Outcome.PASSED, examined)
    left_out = {"answers of a cache left out": {"GET /things 200": 40 - examined}} if examined < 40 else {}
    assert finding.evidence == {"settled": True} | left_out


@pytest.mark.parametrize(
    ("answers", "requests", "observed"),
    [
        ((KEPT, BAD_BODY), (POSTS,), "0 counted"),
        ((KEPT, BAD_BODY), (series(21), POSTS), "21 counted"),
        ((KEPT, BAD_BODY), (series(1), series(20, "304"), POSTS), "20 counted"),
        ((KEPT, BAD_BODY), (series(1), series(3, "500"), POSTS), "3 counted"),
        ((KEPT, BAD_BODY), (series(1), series(19, "422", method="POST")), "19 counted"),
        (ALL_KEPT, (series(40), POSTS), "40 counted"),
    ],
    ids=[
        "not even the one that filled it",
        "one too many",
        "looked at again more often than asked for",
        "as errors",
        "a write, which no cache gave",
        "twice, behind a cache that gave nothing",
    ],
)
def test_a_cache_excuses_no_other_difference(
    answers: tuple[Sent, ...], requests: tuple[RequestSeries, ...], observed: str
) -> None:
    assert [p.observed for p in CASE.problems(traffic(sent=answers, requests=requests))] == [observed]


@pytest.mark.parametrize("counted", [0, 7, 19], ids=["none", "some", "all but one"])
def test_where_all_of_it_says_so_nothing_is_established(counted: int) -> None:
    finding = CASE.finding(traffic(sent=(sent(cached=20),), requests=(series(counted),)))
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert finding.reason.startswith("every answer says that a cache gave it")


def test_the_least_that_must_be_counted_is_told() -> None:
    (problem,) = CASE.problems(traffic(sent=(KEPT, BAD_BODY), requests=(POSTS,)))
    assert problem.expected == "1 to 20 counted, 19 being of a cache"


def test_others_may_stand_for_what_a_cache_gave_where_no_label_tells_them_apart() -> None:
    blind = contract(metrics=METRICS | {"requests": COUNTER | {"route": None}}, traffic=TRAFFIC)
    seen = traffic(sent=(sent(cached=20),), requests=(series(20, route=""),))
    assert Case(CASE.rule_id, blind, CASE.clean, CASE.broken).finding(seen).outcome is Outcome.INCONCLUSIVE
