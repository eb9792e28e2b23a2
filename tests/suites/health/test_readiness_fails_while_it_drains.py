from tests.judging import Case
from tests.suites.health.lifecycles import CONTRACT, READY, lifecycle

CASE = Case(
    "health/readiness-fails-while-it-drains",
    CONTRACT,
    clean=lifecycle(),
    broken=lifecycle(readiness=READY | {5.2: 200, 5.8: 200}),
)


def test_what_it_said_is_listed() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert problem.observed == "200, 200, timeout"


def test_silence_is_no_no() -> None:
    assert CASE.problems(lifecycle(readiness=READY | {5.2: None, 5.8: None}))
