from __future__ import annotations

from random import Random

import pytest

from gonogo.core.evidence import JourneyLatency, TimelineRow
from gonogo.reports.shape import shapes

PERCENTS = (0.0, 10.0, 25.0, 50.0, 75.0, 90.0, 95.0, 98.0, 99.0, 99.5, 99.9)


def journey(*seconds: tuple[float, float], percentiles: tuple[float, ...] = ()) -> JourneyLatency:
    """A journey of (p50, max) a second, and of percentiles in the order of PERCENTS."""
    rows = tuple(TimelineRow(n, p50, p50, slowest, 0) for n, (p50, slowest) in enumerate(seconds))
    return JourneyLatency("list", tuple(zip(PERCENTS, percentiles, strict=False)), rows, ())


def steady(count: int = 60, slow: dict[int, float] | None = None) -> list[tuple[float, float]]:
    return [(0.01, (slow or {}).get(n, 0.02)) for n in range(count)]


def names(value: JourneyLatency) -> list[str]:
    return [said.partition(":")[0] for said in shapes(value)]


@pytest.mark.parametrize(
    ("percentiles", "said"),
    [
        ((0.009, 0.010, 0.011, 0.012, 0.110, 0.120, 0.130, 0.140, 0.150), ["two humps"]),
        ((0.009, 0.010, 0.011, 0.012, 0.013, 0.014, 0.200, 0.210, 0.220), ["two humps"]),
        ((0.009, 0.010, 0.011, 0.012, 0.014, 0.018, 0.020, 0.030, 0.400), ["a tail alone"]),
        ((0.009, 0.010, 0.015, 0.020, 0.040, 0.080, 0.120, 0.180, 0.240), []),
        ((0.009, 0.010, 0.011, 0.012, 0.013, 0.014, 0.015, 0.016, 0.017), []),
        ((0.0002, 0.0002, 0.0002, 0.0002, 0.0002, 0.0003, 0.0003, 0.001, 0.004), []),
        ((0.009, 0.010, 0.011, 0.012), []),
        ((), []),
    ],
)
def test_percentiles_are_two_humps_a_tail_or_neither(percentiles: tuple[float, ...], said: list[str]) -> None:
    assert names(journey(*steady(), percentiles=percentiles)) == said


def test_humps_say_where_they_lie() -> None:
    two = (0.009, 0.010, 0.011, 0.012, 0.110, 0.120, 0.130, 0.140, 0.150)
    assert "p50 is 12 ms, p75 110 ms" in shapes(journey(*steady(), percentiles=two))[0]


@pytest.mark.parametrize("every", [4, 5, 7, 12])
def test_stalls_at_one_interval_are_a_beat(every: int) -> None:
    said = shapes(journey(*steady(slow=dict.fromkeys(range(3, 60, every), 0.5))))
    assert len(said) == 1
    assert f"one every {every} s" in said[0]


def test_stalls_that_last_seconds_begin_once() -> None:
    slow = {second + k: 0.5 for second in range(5, 60, 10) for k in (0, 1)}
    assert "6 stalls, one every 10 s" in shapes(journey(*steady(slow=slow)))[0]


def test_stalls_by_chance_are_a_beat_in_one_of_a_hundred_at_most() -> None:
    rng, beats, runs = Random(7), 0, 2000  # noqa: S311 - a draw, and no secret
    for _ in range(runs):
        slow = {n: 0.5 for n in range(120) if rng.random() < 0.08}
        beats += "a beat" in names(journey(*steady(120, slow)))
    assert beats <= runs / 100


def test_few_stalls_and_none_are_no_beat() -> None:
    assert not shapes(journey(*steady(slow=dict.fromkeys((10, 20, 30), 0.5))))
    assert not shapes(journey(*steady()))
    assert not shapes(journey())


def test_a_median_that_goes_up_and_stays_is_a_step() -> None:
    seen = journey(*[(0.01, 0.02)] * 20, *[(0.05, 0.08)] * 20)
    assert shapes(seen)[0].startswith("a step: p50 is 10 ms until second 20, 50 ms from then on")
    assert len(shapes(seen)) == 1


@pytest.mark.parametrize(
    "medians",
    [
        [0.01] * 20 + [0.05] * 10 + [0.01] * 20,
        [0.01] * 20 + [0.05] * 4,
        [0.01] * 2 + [0.05] * 30,
        [0.01, 0.011, 0.009] * 10,
        [0.0001] * 20 + [0.001] * 20,
    ],
    ids=["comes back", "too short", "a start", "steady", "quick all the same"],
)
def test_a_median_that_comes_back_or_hardly_moves_is_no_step(medians: list[float]) -> None:
    assert "a step" not in names(journey(*[(each, 2 * each) for each in medians]))


def test_the_warm_up_and_seconds_without_an_answer_count_for_nothing() -> None:
    warm = [TimelineRow(-n, 1.0, 1.0, 1.0, 0) for n in range(1, 9)]
    empty = [TimelineRow(n, None, None, None, 0) for n in range(40, 60)]
    rows = [TimelineRow(n, 0.01, 0.01, 0.02, 0) for n in range(40)]
    assert not shapes(JourneyLatency("list", (), (*warm, *rows, *empty), ()))
