import pytest

from gonogo.core.finding import Outcome
from tests.judging import Case
from tests.suites.health.examples import AWAY, CLEAN, CONTRACT, TIMES, WELL, asked, outage, outages, timed_out

CASE = Case("health/liveness-survives-outage", CONTRACT, clean=CLEAN, broken=outages(outage(liveness=AWAY)))


def test_the_problem_says_how_often_and_since_when() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert problem.where == "liveness of a without store"
    assert problem.observed == "503 x 5, first at 1.0 s"


def test_a_replaced_process_is_refused() -> None:
    seen = outages(outage(instances={"a": ("one", "two")}))
    assert [p.expected for p in CASE.problems(seen)] == ["the process of before"]


def test_a_process_that_is_gone_is_refused() -> None:
    assert len(CASE.problems(outages(outage(instances={"a": ("one", "")})))) == 1


def test_an_unknown_instance_is_no_problem() -> None:
    assert CASE.problems(outages(outage(instances={"a": ("", "")}))) == ()


def test_a_failure_while_the_dependency_stops_counts() -> None:
    assert len(CASE.problems(outages(outage(liveness=WELL | {-0.5: 500})))) == 1


def test_one_of_two_replicas_is_enough() -> None:
    other = (*asked("liveness", dict.fromkeys(TIMES, 200), "b"), *asked("liveness", AWAY, "c"))
    seen = outages(outage(samples=(*outage().samples, *other)))
    assert [p.where for p in CASE.problems(seen)] == ["liveness of c without store"]


def test_a_liveness_that_failed_before_shows_nothing() -> None:
    finding = CASE.finding(outages(outage(liveness=dict.fromkeys(TIMES, 503))))
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert finding.reason == "liveness of a was 503 before store was taken away"


def test_the_truth_table_is_evidence() -> None:
    table = CASE.finding(CLEAN).evidence["truth_table"]
    assert table.columns[:3] == ("dependency", "phase", "replica")
    assert ("store", "away", "a", "200 x 5", "200 x 1, 503 x 4", "", "200 x 1, 503 x 4") in table.rows


def test_a_time_out_that_our_own_machine_was_too_busy_to_see_is_a_doubt_and_no_problem() -> None:
    finding = CASE.finding(outages(timed_out(2.0, late_seconds=1.9)))
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert finding.reason == "liveness was answered late only while our own machine was busy"


@pytest.mark.parametrize("late_seconds", [0.0, 0.4])
def test_a_time_out_that_was_seen_is_a_problem(late_seconds: float) -> None:
    assert len(CASE.problems(outages(timed_out(2.0, late_seconds=late_seconds)))) == 1


@pytest.mark.parametrize(
    "answers",
    [{3.0: None}, {0.2: 500}, {4.0: 302}, {6.0: 503, 8.0: 503}],
    ids=["it waits for a connection", "an error that nobody caught", "a redirect", "once it is back"],
)
def test_a_liveness_that_asks_what_is_away_is_refused(answers: dict[float, int | None]) -> None:
    assert len(CASE.problems(outages(outage(liveness=WELL | answers)))) == 1


@pytest.mark.parametrize("status", [200, 204, 206])
def test_a_liveness_of_the_process_alone_passes(status: int) -> None:
    """Whatever readiness and users are told."""
    well = outage(traffic=dict.fromkeys(TIMES, 500), liveness=dict.fromkeys(TIMES, status))
    assert CASE.finding(outages(well)).outcome is Outcome.PASSED
