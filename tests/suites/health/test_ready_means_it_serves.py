from gonogo.core.finding import Outcome
from tests.judging import Case
from tests.suites.health.lifecycles import CONTRACT, READY, TRAFFIC_WELL, lifecycle

CASE = Case(
    "health/ready-means-it-serves",
    CONTRACT,
    clean=lifecycle(),
    broken=lifecycle(traffic=TRAFFIC_WELL | {2.5: 503}),
)


def test_what_came_instead_is_counted() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert (problem.expected, problem.observed) == ("200", "503 x 1 of 3")


def test_what_came_before_the_first_yes_or_after_the_stop_is_nobodys_promise() -> None:
    assert CASE.problems(lifecycle(traffic=TRAFFIC_WELL | {5.2: 503})) == ()


def test_a_process_that_is_never_ready_shows_nothing() -> None:
    never = lifecycle(readiness=dict.fromkeys(READY, 503))
    assert CASE.finding(never).outcome is Outcome.INCONCLUSIVE
