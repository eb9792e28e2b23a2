from tests.judging import Case
from tests.suites.health.examples import AWAY, CONTRACT, WELL, asked, outage, outages

AGREES = outage(samples=tuple(asked("overall", WELL, stated="warn")))
HARD_CODED = outage(samples=tuple(asked("overall", WELL, stated="fail")))
CASE = Case(
    "health/status-agrees-with-body-in-outage", CONTRACT, clean=outages(AGREES), broken=outages(HARD_CODED)
)


def test_a_hard_coded_200_is_one_problem_with_its_count() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert problem.where == "overall of a without store"
    assert problem.observed == "200 with fail, 10 times"


def test_a_pass_with_503_is_refused() -> None:
    seen = outages(outage(samples=tuple(asked("readiness", AWAY, stated="pass"))))
    assert [p.expected for p in CASE.problems(seen)] == ["2xx or 3xx with pass"]


def test_what_traffic_says_is_none_of_its_business() -> None:
    seen = outages(outage(samples=(*AGREES.samples, *asked("traffic", WELL, stated="fail"))))
    assert CASE.problems(seen) == ()


def test_samples_without_an_answer_are_not_examined() -> None:
    seen = outages(outage(samples=tuple(asked("overall", {0.2: None}))))
    assert CASE.finding(seen).examined == 0
