from gonogo.core.finding import Outcome
from tests.judging import Case
from tests.suites.metrics.examples import CONTRACT, at_rest, traffic

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


def test_replicas_may_differ_from_each_other() -> None:
    assert CASE.finding(traffic()).outcome is Outcome.PASSED


def test_totals_of_nothing_agree_on_nothing() -> None:
    finding = CASE.finding(traffic(at_rest=at_rest(0, 0, 0)))
    assert (finding.outcome, finding.examined) == (Outcome.INCONCLUSIVE, 0)
