from gonogo.core.finding import Outcome
from tests.judging import Case
from tests.suites.health.examples import AWAY, CLEAN, CONTRACT, WELL, optional, outage, outages

CASE = Case("health/readiness-follows-hard-dependency", CONTRACT, clean=CLEAN, broken=outages(outage(WELL)))


def test_a_readiness_that_checks_nothing_is_refused() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert problem.observed == "200 x 3, first at 2.0 s"


def test_noticing_too_late_is_refused() -> None:
    seen = outages(outage(AWAY | {1.0: 200, 2.0: 200}))
    assert [p.observed for p in CASE.problems(seen)] == ["200 x 1, first at 2.0 s"]


def test_passing_again_while_it_is_away_is_refused() -> None:
    assert len(CASE.problems(outages(outage(AWAY | {3.0: 200})))) == 1


def test_no_answer_is_not_ready() -> None:
    assert CASE.problems(outages(outage(AWAY | dict.fromkeys((2.0, 3.0, 4.0), None)))) == ()


def test_an_optional_dependency_is_none_of_its_business() -> None:
    assert CASE.problems(outages(optional(WELL), outage())) == ()


def test_an_outage_shorter_than_the_promise_shows_nothing() -> None:
    short = outage(WELL, start_asked_seconds=1.5, started_seconds=1.6)
    finding = CASE.finding(outages(short))
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert finding.reason == "store was away for 1.5 s, less than 2 s"


def test_a_short_outage_that_was_noticed_is_enough() -> None:
    short = outage(start_asked_seconds=1.5, started_seconds=1.6)
    assert CASE.finding(outages(short)).outcome is Outcome.PASSED


def test_a_readiness_that_failed_before_shows_nothing() -> None:
    finding = CASE.finding(outages(outage(AWAY | {-1.5: 503})))
    assert finding.reason == "readiness of a was 503 before store was taken away"


def test_a_readiness_that_never_comes_back_may_have_failed_for_another_reason() -> None:
    for last in (503, None):
        finding = CASE.finding(outages(outage(AWAY | {6.0: last, 8.0: last})))
        assert finding.outcome is Outcome.INCONCLUSIVE
        assert finding.reason.endswith("to the end after store was back")


def test_one_that_passes_while_it_is_away_is_refused_whatever_comes_after() -> None:
    assert len(CASE.problems(outages(outage(WELL | {8.0: 503})))) == 1
