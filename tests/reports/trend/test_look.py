from __future__ import annotations

import datetime as dt

import pytest

from gonogo.reports.trend.divisive import Change
from gonogo.reports.trend.drift import Drift
from gonogo.reports.trend.look import Seen, look, seconds
from gonogo.reports.trend.nights import Series
from tests.reports.trend.made import drifting, noise

DATES = tuple(dt.date(2026, 1, 1) + dt.timedelta(days=n) for n in range(90))


def one(values: list[float], budget: float | None = None) -> Series:
    return Series("p95 of browse", DATES[: len(values)], tuple(values), budget)


def seen(level: float, budget: float | None) -> Seen:
    return Seen(one([0.1] * 40, budget), (), Drift(30, 0.002, 0.1, level))


@pytest.mark.parametrize(
    ("level", "budget", "end"),
    [
        (0.12, None, "120 ms now"),
        (0.12, 0.124, "it meets its budget of 0.124 s on 2026-02-11, in 2 nights"),
        (0.12, 0.13, "it meets its budget of 0.13 s on 2026-02-14, in 5 nights"),
        (0.12, 0.11, "that is its budget of 0.11 s"),
        (0.12, 99.0, "it meets its budget of 99 s in years"),
    ],
)
def test_a_drift_is_told_with_the_night_of_its_budget(level: float, budget: float | None, end: str) -> None:
    (said,) = seen(level, budget).sentences()
    assert said.startswith("p95 of browse rises by 2.0% a night since 2026-01-31, 120 ms now")
    assert said.endswith(end)


def test_a_change_is_told_with_date_size_and_confidence() -> None:
    (said,) = Seen(one([0.1] * 40), (Change(20, 0.1, 0.115),), None).sentences()
    assert said == "p95 of browse: +15.0% on 2026-01-21, from 100 ms to 115 ms, confidence 99.95%"


def test_a_change_from_nothing_has_no_share() -> None:
    (said,) = Seen(one([0.0] * 40), (Change(20, 0.0, 1.5),), None).sentences()
    assert said.startswith("p95 of browse: changed on 2026-01-21, from 0 ms to 1.5 s")


def test_a_drift_is_not_told_as_changes_as_well() -> None:
    values = [value * 0.1 for value in [*noise(1, 30), *drifting(2, 40, 20)]]
    found = look(one(values, 0.2))
    assert (found.rank, found.changes) == (0, ())
    assert found.drift is not None
    assert found.budget_met_on is not None
    assert found.budget_met_on > found.series.dates[-1]


def test_a_step_is_a_change_and_noise_is_nothing() -> None:
    assert look(one([*noise(3, 40), *noise(4, 40, 1.4)])).rank == 1
    assert look(one(noise(5, 80))).rank == 2


def test_durations_have_three_digits() -> None:
    assert [seconds(value) for value in (0.0012345, 0.5, 1.0, 123.4)] == ["1.23 ms", "500 ms", "1 s", "123 s"]
