from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.latency.observations.idling import Idling
from gonogo.suites.metrics.observations.scrapes import Snapshot
from tests.judging import Case, contract
from tests.suites.latency.examples import JOURNEY
from tests.suites.metrics.examples import METRICS

READ, OTHER = 'shop_requests_total{path="/version"}', 'shop_requests_total{path="/things"}'
CONTRACT = contract(metrics=METRICS, latency={"journeys": [JOURNEY]})


def at(read: float | None, other: float | None, **more: object) -> Snapshot:
    values = {READ: read, OTHER: other, "shop_busy_seconds_total": 3.0}
    counters = {series: value for series, value in values.items() if value is not None}
    return replace(Snapshot("app-1", "", 200, "", 1000.0, counters), **more)  # type: ignore[arg-type]


def idling(*counters: Snapshot) -> Idling:
    return Idling(8.7, (), (), (), counters=counters)


KEPT = idling(at(9, 40), at(17, 40), at(25, 40))
CASE = Case(
    "metrics/counters-outlive-a-pause",
    CONTRACT,
    clean=KEPT,
    broken=idling(at(9, 40), at(0, 0), at(8, 0)),
)


def test_the_series_both_values_and_the_pause_are_named() -> None:
    first, *_ = CASE.problems(idling(at(9, 40), at(17, 0), at(25, 0)))
    assert first.where == f"{OTHER} at app-1"
    assert (first.expected, first.observed) == ("40 or more", "0 after 8.7 s of rest")


@pytest.mark.parametrize(
    "seen",
    [
        idling(at(9, 40), at(0, 0), at(8, 0)),
        idling(at(9, 40), at(None, None), at(8, None)),
        idling(at(9, 40), at(17, None), at(25, 2)),
        idling(at(9, 40), at(17, 40), at(25, 39)),
        idling(at(9, 40), at(17, float("nan")), at(25, float("nan"))),
        idling(at(9, 40), at(9, 40, source="app-2"), at(17, 3), at(17, 40, source="app-2")),
    ],
    ids=[
        "all of it is set back",
        "what is gone comes back from nothing",
        "what nobody touched is gone, and comes back",
        "when it is touched again",
        "it is no number any more",
        "one replica",
    ],
)
def test_what_is_forgotten_is_refused(seen: Idling) -> None:
    assert CASE.finding(seen).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "seen",
    [
        KEPT,
        idling(at(9, 40), at(17, None), at(25, None)),
        idling(at(9, 40), at(17, 40), at(25, 40), at(2, 1, source="app-2"), at(2, 1, source="app-2")),
        idling(
            at(9, 40, created={OTHER: 5.0}),
            at(17, 0, created={OTHER: 70.0}),
            at(25, 1, created={OTHER: 70.0}),
        ),
        idling(at(9, None), at(17, 1), at(25, 1)),
        idling(at(9, float("nan")), at(17, float("nan")), at(25, float("nan"))),
    ],
    ids=[
        "it rises",
        "one goes, and nobody sees it again",
        "another process has counted less",
        "it says since when it counts",
        "one comes",
        "it was no number before, which another rule refuses",
    ],
)
def test_what_keeps_its_counts_passes(seen: Idling) -> None:
    assert CASE.finding(seen).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "seen",
    [
        idling(),
        idling(at(9, 40)),
        idling(at(9, 40, status=500, counters={}), at(0, 0)),
        idling(at(9, 40), at(1, 0, started=1020.0)),
        idling(at(9, 40, started=None), at(1, 0, started=None, counters={READ: 1.0})),
    ],
    ids=["no exposition", "once", "no scrape before", "it started again", "it may have"],
)
def test_what_was_not_read_twice_tells_nothing(seen: Idling) -> None:
    assert CASE.finding(seen).outcome is Outcome.INCONCLUSIVE
