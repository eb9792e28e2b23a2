"""It sees a client that waits beside an input, an answer that never comes, and cost that outgrows the input.

Good look-alikes on which it is silent: a machine that stutters once, and time in proportion to the size.
"""

from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.security.observations.hostile import Answered, Once
from tests.judging import Case
from tests.suites.security.hostile import CONTRACT, GOOD, WELL, inputs, tried

HELD = replace(GOOD, seconds=4.0, beside=replace(WELL, seconds=4.0))
MUTE = replace(GOOD, answer="not answered", seconds=None)
CASE = Case(
    "security/no-input-holds-up-the-next-client",
    CONTRACT,
    clean=inputs(),
    broken=inputs(tried(HELD, HELD, what="a cookie")),
)


def slow(seconds: float) -> Once:
    return replace(GOOD, seconds=seconds)


def test_the_shortest_wait_is_told() -> None:
    (problem,) = CASE.problems(inputs(tried(HELD, replace(HELD, beside=replace(WELL, seconds=3.0)))))
    assert problem.observed == "the next client waited 3.0 s"


def test_one_that_holds_it_up_for_good_is_a_problem() -> None:
    assert CASE.problems(inputs(tried(replace(MUTE, beside=replace(WELL, seconds=10.0), away_seconds=None))))


def test_the_one_after_it_waits_where_the_one_beside_it_overtook() -> None:
    later = replace(MUTE, after=Answered(None, 10.0, "timeout: not finished"), away_seconds=None)
    (problem,) = CASE.problems(inputs(tried(later), unsent=("it did not come back",)))
    assert problem.observed == "the next client waited 10.0 s"


def test_one_that_is_late_after_an_answer_is_late_by_itself() -> None:
    late = replace(GOOD, after=replace(WELL, seconds=6.0))
    assert CASE.finding(inputs(tried(late, late))).outcome is Outcome.PASSED


def test_an_answer_that_is_owed_and_never_comes_is_a_problem() -> None:
    assert CASE.problems(inputs(tried(MUTE, MUTE)))
    assert not CASE.problems(inputs(tried(MUTE, MUTE, whole=False)))


@pytest.mark.parametrize(
    ("small", "large", "refused"), [(0.3, 4.8, True), (1.2, 4.8, False), (0.001, 4.8, True)]
)
def test_cost_that_outgrows_the_size_is_a_problem(small: float, large: float, refused: bool) -> None:
    series = [
        tried(slow(small), size=14_000, series="a range"),
        tried(slow(large), slow(large), size=56_000, series="a range"),
    ]
    assert bool(CASE.problems(inputs(*series))) is refused


def test_a_machine_that_stutters_is_good() -> None:
    seen = inputs(
        tried(HELD, GOOD), tried(replace(GOOD, beside=replace(WELL, seconds=3.0)), GOOD), tried(slow(5.0))
    )
    assert CASE.finding(seen).outcome is Outcome.PASSED


def test_what_was_not_sent_is_open() -> None:
    assert CASE.finding(inputs(unsent=("3 inputs looked bad",))).outcome is Outcome.INCONCLUSIVE
