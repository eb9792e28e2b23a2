from dataclasses import replace

from gonogo.core.finding import Outcome
from gonogo.suites.metrics.experiments.counting import swung
from gonogo.suites.metrics.observations.scrapes import Snapshot
from tests.judging import Case, contract
from tests.suites.metrics.examples import CONTRACT, COUNTER, METRICS, TRAFFIC, at_rest, traffic

CASE = Case(
    "metrics/scrapes-agree",
    CONTRACT,
    clean=traffic(),
    broken=traffic(at_rest=at_rest(9, 31, 9) + at_rest(17, source="b")),
)


def test_the_totals_are_named() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert (problem.where, problem.observed) == ("scrapes of a at rest", "1 start times; totals 9, 31")


def test_equal_totals_of_two_processes_are_told_apart_by_their_start() -> None:
    two = at_rest(9, 9) + at_rest(9, started=1002.0)
    assert [p.observed for p in CASE.problems(traffic(at_rest=two))] == ["2 start times; totals 9"]


def test_a_counter_without_a_route_goes_on_with_the_scrapes() -> None:
    unrouted = contract(metrics=METRICS | {"requests": COUNTER | {"route": None}}, traffic=TRAFFIC)
    case = Case("metrics/scrapes-agree", unrouted, CASE.clean, CASE.broken)
    assert case.problems(traffic(at_rest=at_rest(646, 647, 648, 650))) == ()
    assert CASE.problems(traffic(at_rest=at_rest(646, 647, 648, 650))) != ()
    for others in ((646, 647, 31, 648), (31, 646, 647, 648), (646, 645, 647)):
        assert case.problems(traffic(at_rest=at_rest(*others)))


def test_replicas_may_differ_from_each_other() -> None:
    assert CASE.finding(traffic()).outcome is Outcome.PASSED


def test_totals_of_nothing_agree_on_nothing() -> None:
    finding = CASE.finding(traffic(at_rest=at_rest(0, 0, 0)))
    assert (finding.outcome, finding.examined) == (Outcome.INCONCLUSIVE, 0)


def test_a_counter_that_swings_is_another_processs() -> None:
    reads = at_rest(9, 9, 9)
    fallen = (*reads[:2], replace(reads[2], swings=("shop_sold_total",)))
    (problem,) = CASE.problems(traffic(at_rest=fallen))
    assert problem.observed == "less in between: shop_sold_total"


def test_what_falls_and_comes_back_swings_and_what_stays_low_does_not() -> None:
    seen = [snapshot(n, sold) for n, sold in ((200, 3.0), (200, 5.0), (500, 0.0), (200, 4.0), (200, 5.0))]
    assert list(swung(seen)) == [(), (), (), (), ("sold_total",)]
    assert not any(swung([snapshot(200, sold) for sold in (5.0, 4.0, 3.0, 4.0)]))
    restarted = [snapshot(200, 5.0), replace(snapshot(200, 0.0), started=2.0)]
    assert list(swung(restarted)) == [(), ()]


def snapshot(status: int, sold: float) -> Snapshot:
    return Snapshot("a", "rest", status, "", 1.0, {"sold_total": sold} if status == 200 else {})
