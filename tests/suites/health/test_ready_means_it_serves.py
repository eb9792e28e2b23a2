from dataclasses import replace

from gonogo.core.finding import Outcome
from tests.judging import Case
from tests.suites.health.examples import asked
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


def test_writes_are_promised_from_the_first_yes_on_as_well() -> None:
    writes = [*lifecycle().samples, *asked("write", {1.5: 503, 2.5: 503, 3.5: 201})]
    seen = replace(lifecycle(), samples=tuple(writes), write_status=201)
    (problem,) = CASE.problems(seen)
    assert problem.where == "write of a process that was ready after 2.0 s"
    assert (problem.expected, problem.observed) == ("201", "503 x 1 of 2")
    assert CASE.problems(replace(seen, write_status=None)) == ()


def test_each_other_read_is_promised_as_well() -> None:
    search = asked("traffic search", {1.5: 503, 2.5: 503, 3.5: 200})
    seen = replace(lifecycle(), samples=(*lifecycle().samples, *search), reads={"traffic search": 200})
    (problem,) = CASE.problems(seen)
    assert problem.where == "traffic search of a process that was ready after 2.0 s"
    assert CASE.problems(replace(seen, reads={})) == ()


def test_who_is_told_to_come_later_has_learnt_nothing_of_the_start() -> None:
    assert CASE.problems(lifecycle(traffic=TRAFFIC_WELL | {2.5: 429})) == ()
    (problem,) = CASE.problems(lifecycle(traffic=TRAFFIC_WELL | {2.5: 429, 3.5: 503}))
    assert problem.observed.startswith("503 x 1 of")


def test_nothing_but_limits_shows_nothing() -> None:
    seen = lifecycle(traffic=dict.fromkeys(TRAFFIC_WELL, 429))
    assert CASE.finding(seen).outcome is Outcome.INCONCLUSIVE


def test_writes_may_be_limited_too() -> None:
    writes = [*lifecycle().samples, *asked("write", {2.5: 201, 3.0: 429, 3.5: 429})]
    assert CASE.problems(replace(lifecycle(), samples=tuple(writes), write_status=201)) == ()
