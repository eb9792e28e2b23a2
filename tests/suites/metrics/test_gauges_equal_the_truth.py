import math
from dataclasses import replace

import pytest

from gonogo.suites.metrics.observations.gauges import Gauges, Look
from tests.judging import Case, contract

QUEUE = {"series": "shop_waiting", "equals": {"path": "/jobs", "key": "waiting"}}
CONTRACT = contract(metrics={"gauges": [QUEUE]})
REST = Look("shop-1", "shop_waiting", "at rest", 0.0, 0.0, moves=True)
TAKEN = replace(REST, moment="after batch", value=2.0, truth=2.0)
CASE = Case(
    "metrics/gauges-equal-the-truth",
    CONTRACT,
    clean=Gauges((REST, TAKEN)),
    broken=Gauges((REST, replace(TAKEN, value=3.0))),
)


@pytest.mark.parametrize(
    ("value", "observed"),
    [(None, "no sample"), (0.0, "0"), (4.0, "4"), (-2.0, "-2"), (0.002, "0.002"), (math.nan, "nan")],
    ids=["absent", "stale", "of two workers", "another sign", "another unit", "no number"],
)
def test_what_is_not_so_is_refused(value: float | None, observed: str) -> None:
    (problem,) = CASE.problems(Gauges((REST, replace(TAKEN, value=value))))
    assert (problem.where, problem.expected) == ("shop_waiting at shop-1 after batch", "2")
    assert problem.observed == observed


def test_a_scrape_may_be_in_flight_as_long_as_it_always_is() -> None:
    busy = replace(TAKEN, value=4.0, truth=3.0, itself=1.0, moves=False)
    ended = replace(busy, moment="after they ended", value=1.0, truth=0.0)
    assert CASE.problems(Gauges((busy, ended))) == ()
    (problem,) = CASE.problems(Gauges((busy, replace(ended, value=2.0))))
    assert (problem.expected, problem.observed) == ("1, the scrape itself included", "2")


def test_a_tolerance_is_one_on_both_sides() -> None:
    near = replace(TAKEN, value=2.5, tolerance=0.5)
    assert CASE.problems(Gauges((REST, near, replace(near, value=1.5)))) == ()
    (problem,) = CASE.problems(Gauges((REST, replace(near, value=1.4))))
    assert problem.expected == "2, 0.5 more or less"


def test_a_truth_that_does_not_move_tells_nothing() -> None:
    finding = CASE.finding(Gauges((REST, replace(REST, moment="after batch"))))
    assert "did not move" in finding.reason


def test_what_cannot_be_told_holds_unless_something_is_wrong() -> None:
    untold = replace(TAKEN, value=None, truth=None, untold="/jobs gave no answer: timeout")
    assert (
        "shop_waiting at shop-1 after batch: /jobs gave no answer"
        in CASE.finding(Gauges((REST, untold))).reason
    )
    assert len(CASE.problems(Gauges((replace(REST, value=1.0), untold)))) == 1


def test_a_part_below_nothing_is_refused_though_the_sum_is_right() -> None:
    (problem,) = CASE.problems(Gauges((REST, replace(TAKEN, least=-1.0))))
    assert (problem.expected, problem.observed) == ("no part of it below 0", "a part is -1, the sum 2")


def test_a_part_may_be_below_nothing_where_the_truth_is() -> None:
    assert CASE.problems(Gauges((REST, replace(TAKEN, value=-2.0, truth=-2.0, least=-2.0)))) == ()
    assert CASE.problems(Gauges((REST, replace(TAKEN, least=-0.4, tolerance=0.5)))) == ()
