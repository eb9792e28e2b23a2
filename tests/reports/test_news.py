from __future__ import annotations

from dataclasses import replace

import pytest

from gonogo.reports.entry import Entry, Quantile
from gonogo.reports.model import Report
from gonogo.reports.news import FEWEST, news, slower
from tests.reports import examples


def run(**changes: object) -> Entry:
    made = Entry("r", examples.STARTED, 1.0, "knowledge", "https://staging.example.com", "GO")
    return replace(made, **changes)  # type: ignore[arg-type]


def after(*earlier: Entry) -> Report:
    return replace(examples.no_go(), earlier=earlier)


def test_news_are_what_went_bad_what_is_mended_and_what_is_looked_at_first() -> None:
    bad = {
        "config/settings-are-checked": "error",
        "health/liveness-answers": "failed",
        "latency/budget-holds": "waived",
        "rollback/lost": "failed",
    }
    before = run(outcomes=bad, passed=("health/liveness-survives-outage", "rollback/kept"))
    assert news(after(run(), before)) == {
        "new": ["health/liveness-survives-outage", "latency/budget-holds", "metrics/exposition-parses"],
        "mended": ["health/liveness-answers"],
        "looked at for the first time": ["security/headers-are-set"],
        "was not good, and was not looked at now": ["rollback/lost"],
    }


def test_without_a_run_before_there_is_no_news() -> None:
    assert news(examples.no_go()) == {}


def test_what_became_slower_is_news() -> None:
    usual = [run(experiments={"health.read_probes": 10.0})] * FEWEST
    report = replace(after(*usual), experiments={"health.read_probes": 20.0})
    assert news(report)["slower"] == ["health.read_probes: 20 s, 10 s in the 5 runs before"]


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        ([10.0] * 5, 12.51, True),
        ([10.0] * 5, 12.5, False),
        ([10.0] * 4, 30.0, False),  # too few to know what is usual
        ([0.1] * 9, 1.0, False),  # less than a second more
        ([0.1] * 9, 1.2, True),
        ([8.0, 9.0, 10.0, 11.0, 12.0], 15.9, False),  # it varies by so much
        ([8.0, 9.0, 10.0, 11.0, 12.0], 16.0, True),
        ([10.0] * 5 + [500.0], 13.0, True),  # one odd run is not what is usual
    ],
)
def test_slower_is_clearly_more_than_the_median(before: list[float], now: float, told: bool) -> None:
    earlier = tuple(run(experiments={"x.y": seconds}) for seconds in before)
    assert bool(list(slower(run(experiments={"x.y": now}), earlier))) == told


def test_quantiles_are_compared_journey_by_journey() -> None:
    def of(browse: float, buy: float) -> Entry:
        return run(quantiles=(Quantile("browse", "p95", browse), Quantile("buy", "p95", buy)))

    earlier = (of(0.010, 0.100),) * 6
    assert list(slower(of(0.0115, 0.130), earlier)) == ["p95 of buy: 0.13 s, 0.1 s in the 6 runs before"]
    assert list(slower(of(0.0126, 0.100), earlier)) == [
        "p95 of browse: 0.0126 s, 0.01 s in the 6 runs before"
    ]


def test_what_was_not_measured_before_is_not_slower() -> None:
    assert list(slower(run(experiments={"x.new": 99.0}), (run(experiments={"x.y": 1.0}),) * 9)) == []
