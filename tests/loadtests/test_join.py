"""A load that was sent in parts is one load."""

import pytest

from gonogo.loadtests.join import join
from gonogo.loadtests.measurement import Measurement
from gonogo.loadtests.plan import Journey, LoadPlan
from gonogo.loadtests.result import LoadResult
from gonogo.loadtests.schedule import build
from gonogo.loadtests.tally import Outcome

PLAN = LoadPlan(
    base_urls=("http://127.0.0.1",),
    journeys=(Journey(name="a", path="/", rate_per_second=10, limits_seconds=(0.1,)),),
    warm_up_seconds=1,
    duration_seconds=2,
    max_requests=100,
)
START = 1000.0


def part(took_seconds: float, status: int = 200, stopped_by: str | None = None) -> LoadResult:
    """Send all that is planned in time; each takes as long."""
    books = Measurement(PLAN, build(PLAN))
    books.begin(START)
    outcome = Outcome(status, expected=status == 200, error=None, received_bytes=1)
    for number in range(30):
        books.sent(number, START + number / 10)
        books.finished(number, START + number / 10, START + number / 10 + took_seconds, outcome)
    return books.result(stopped_by)


def test_counts_and_histograms_add_up() -> None:
    both = join(part(0.01), part(0.5, status=503))
    journey = both.journey("a")
    assert (journey.planned, journey.finished, journey.expected, journey.failed) == (40, 40, 20, 20)
    assert journey.statuses == {"200": 20, "503": 20}
    assert (journey.latency.count, journey.latency_expected.count) == (40, 20)
    assert journey.latency.max_seconds == pytest.approx(0.5, rel=0.01)
    assert journey.latency.mean_seconds == pytest.approx(0.255, rel=0.01)
    assert (both.overall.planned, both.health.planned, both.health.warm_up_started) == (40, 40, 20)
    assert (both.duration_seconds, both.health.planned_rate_per_second) == (4.0, 10.0)
    assert both.health.peak_in_flight == part(0.01).health.peak_in_flight


def test_the_seconds_of_the_second_follow_those_of_the_first() -> None:
    both = join(part(0.01), part(0.5))
    assert [(row.second, row.exceeded[0].latency) for row in both.journey("a").seconds] == [
        (0, 0),
        (1, 0),
        (2, 10),
        (3, 10),
    ]
    assert [row.second for row in both.timeline] == list(range(-1, len(both.timeline) - 1))
    assert [row.planned for row in both.timeline if row.second >= 0] == [10, 10, 10, 10, 0]


def test_what_ended_a_part_early_ended_the_whole() -> None:
    both = join(part(0.01), part(0.01, stopped_by="SIGTERM"))
    assert (both.completed, both.stopped_by) == (False, "SIGTERM")
    whole = join(part(0.01), part(0.01))
    assert (whole.completed, whole.stopped_by) == (True, None)
