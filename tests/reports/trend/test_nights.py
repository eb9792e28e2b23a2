from __future__ import annotations

import datetime as dt
from dataclasses import replace

from gonogo.reports.trend.nights import NIGHTS, nights, places, series
from tests.reports.trend.made import history, night


def test_of_a_date_the_run_with_the_most_rules_counts_and_the_last_of_equals() -> None:
    whole, again = (
        night(0, 0.1),
        replace(night(0, 0.2), run="again", started=night(0, 0.2).started.replace(hour=9)),
    )
    smoke = replace(again, run="smoke", scope={"selected": 30}, started=again.started.replace(hour=12))
    assert nights([smoke, again, whole]) == (again,)


def test_a_date_is_that_of_utc() -> None:
    late = dt.datetime(2026, 1, 1, 23, 30, tzinfo=dt.timezone(dt.timedelta(hours=-2)))
    assert len(nights([night(1, 0.1), replace(night(0, 0.1), started=late)])) == 1


def test_the_last_ninety_are_kept() -> None:
    kept = nights(history([0.1] * 100))
    assert (len(kept), kept[-1].run) == (NIGHTS, "r99")


def test_services_and_targets_are_apart_and_a_run_counts_once() -> None:
    runs = history([0.1] * 3)
    other = replace(runs[0], service="desk", run="d")
    found = places([other, *runs, *runs])
    assert [(place.service, len(place.nights)) for place in found] == [("shop", 3), ("desk", 1)]


def test_quantiles_and_gates_are_series_with_the_last_budget() -> None:
    last = night(2, 0.3)
    changed = replace(last, quantiles=(replace(last.quantiles[0], budget_seconds=0.4),))
    quantile, gate = series([*history([0.1, 0.2]), changed])
    assert (quantile.name, quantile.values, quantile.budget) == ("p95 of browse", (0.1, 0.2, 0.3), 0.4)
    assert (gate.name, gate.values, gate.budget) == ("gate latency", (30.0,) * 3, None)
    assert quantile.dates[0] == dt.date(2026, 1, 1)


def test_a_night_without_a_value_is_left_out() -> None:
    bare = replace(night(1, 0.0), quantiles=())
    (quantile, _) = series([night(0, 0.1), bare, night(2, 0.2)])
    assert quantile.dates == (dt.date(2026, 1, 1), dt.date(2026, 1, 3))
