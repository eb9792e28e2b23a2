from dataclasses import replace

import pytest

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
    assert problem.observed == "200 x 2, timeout x 1"


def test_silence_is_no_no() -> None:
    assert CASE.problems(lifecycle(readiness=READY | {5.2: None, 5.8: None}))


def test_a_yes_out_of_a_cache_for_most_of_the_drain_is_refused() -> None:
    cached = READY | {5.1: 200, 5.2: 200, 5.5: 200, 5.8: 503}
    assert [p.observed for p in CASE.problems(lifecycle(readiness=cached))] == [
        "200 x 3, 503 x 1, timeout x 1"
    ]


NO = {5.0 + n / 5: 503 for n in range(1, 20)}


def test_a_yes_of_a_worker_that_is_told_later_is_refused() -> None:
    mixed = NO | {5.3: 200, 6.9: 200, 7.3: 200}
    (problem,) = CASE.problems(lifecycle(readiness=READY | dict(sorted(mixed.items()))))
    assert problem.observed == "200 2 times, 2.1 s after the first no as well"


@pytest.mark.parametrize("late", [{5.3: 200, 5.9: 200}, {5.9: 200, 6.9: 200}])
def test_workers_may_need_a_moment_to_agree(late: dict[float, int]) -> None:
    assert CASE.problems(lifecycle(readiness=READY | dict(sorted((NO | late).items())))) == ()


def test_a_yes_on_its_way_when_the_signal_came_is_none() -> None:
    assert CASE.problems(lifecycle(readiness=READY | {5.0: 200})) == ()


@pytest.mark.parametrize(
    ("stated", "refused"), [("pass", True), ("ok", True), ("fail", False), ("warn", False), ("", False)]
)
def test_a_body_that_says_yes_beside_the_status_is_refused(stated: str, refused: bool) -> None:
    clean = lifecycle()
    said = tuple(replace(s, stated=stated) if s.status == 503 else s for s in clean.samples)
    assert bool(CASE.problems(replace(clean, samples=said))) is refused


@pytest.mark.parametrize(("heads", "refused"), [(200, True), (503, False), (405, False), (None, False)])
def test_a_balancer_that_asks_by_head_is_told_no_as_well(heads: int | None, *, refused: bool) -> None:
    seen = lifecycle()
    asked = [s for s in seen.of("readiness") if s.at_seconds >= seen.stop_asked_seconds]
    more = tuple(replace(one, question="readiness by HEAD", status=heads) for one in asked)
    seen = replace(seen, samples=(*seen.samples, *more))
    assert bool([p for p in CASE.problems(seen) if "HEAD" in p.where]) == refused
