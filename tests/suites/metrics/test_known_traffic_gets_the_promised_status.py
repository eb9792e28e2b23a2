from tests.judging import Case
from tests.suites.metrics.examples import CONTRACT, sent, traffic

CASE = Case(
    "metrics/known-traffic-gets-the-promised-status",
    CONTRACT,
    clean=traffic(),
    broken=traffic(sent=(sent(count=19), sent(503, count=1))),
)


def test_the_odd_answer_is_named_and_counted() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert (problem.where, problem.observed) == ("list (GET /things)", "status 503, 1x")


def test_no_answer_is_refused() -> None:
    assert [p.observed for p in CASE.problems(traffic(sent=(sent(None, 2),)))] == ["no answer (timeout), 2x"]
