"""What is judged of loads as releases with known faults make them, at the reference contract's rates."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from gonogo.contract.latency import Percentile
from gonogo.core.rule import Judgement
from gonogo.suites.latency.budgets import is_settled, judge_quantile
from gonogo.suites.latency.observations.journeys import Block, Measurement
from tests.judging import contract
from tests.suites.latency.examples import (
    BUDGETS,
    CONTRACT,
    JOURNEY,
    journey,
    measured,
    promised,
    quantile,
    stalled,
)

SLOW = {"p50": 0.2, "p95": 0.7, "p99": 1.4}


def load(name: Percentile, blocks: Sequence[Block], looks: int = 1) -> Measurement:
    """Measure a journey of which one quantile had these blocks, and is over its budget where they say so."""
    over, arrivals = sum(block.over for block in blocks), sum(block.arrivals for block in blocks)
    allowed = {"p50": 0.5, "p95": 0.05, "p99": 0.01}[name]
    seconds = SLOW[name] if over > allowed * arrivals else 0.02
    seen = quantile(seconds=seconds, punctual=arrivals, blocks=tuple(blocks))
    made = journey(planned=arrivals, started=arrivals, finished=arrivals, **{name: seen})
    return replace(measured(made), looks=looks)


def judged(name: Percentile, over: Sequence[int], each: int, looks: int = 1) -> Judgement:
    return judge_quantile(load(name, stalled(*over, each=each), looks), promised(CONTRACT), name)


@pytest.mark.parametrize(
    ("name", "over", "each"),
    [
        ("p99", [0, 0, 8, 3, 0, 0] * 4, 24),  # a stall of a second and a half, every six seconds
        ("p99", [0, 5, 0, 0, 0] * 5, 12),
        ("p95", [3] * 24, 24),  # one in eight waits for a lock
        ("p95", [1, 2, 1, 2] * 6, 12),
        ("p50", [24] * 24, 24),  # a query for each row
        ("p50", [12] * 24, 12),
    ],
)
def test_a_fault_that_comes_again_is_refused(name: Percentile, over: list[int], each: int) -> None:
    (problem,) = judged(name, over, each).problems
    assert f"{sum(over)} of {len(over) * each}" in problem.observed
    assert is_settled(load(name, stalled(*over, each=each)), promised(CONTRACT))


@pytest.mark.parametrize("each", [24, 12, 7])
@pytest.mark.parametrize("name", ["p50", "p95", "p99"])
def test_a_clean_run_passes_and_says_how_little_it_shows(name: Percentile, each: int) -> None:
    clean = judged(name, [0] * 24, each)
    assert (clean.examined, clean.problems, clean.reason) == (24 * each, (), "")
    (said,) = clean.evidence[f"over the budget of {name}"].values()
    assert said.startswith(f"0 of {24 * each} (0.00%) took longer than")
    assert "98% interval 0.00% to 19.81%" in said
    assert said.endswith(
        "shown to be kept" if name == "p50" else "s more like these would show that it is kept"
    )
    assert is_settled(load(name, stalled(*[0] * 24, each=each)), promised(CONTRACT))


@pytest.mark.parametrize("where", [0, 11, 20])
def test_one_stall_of_a_hundred_arrivals_decides_nothing(where: int) -> None:
    over = [0] * where + [24, 24, 8] + [0] * (21 - where)
    one = judged("p99", over, 24)
    assert (one.examined, one.problems) == (0, ())
    assert one.reason.startswith(
        "p99 of browse is 1.400 s of all arrivals, and 56 of 576 (9.72%) took longer"
    )
    assert one.reason.endswith("s more like these would decide")
    assert not is_settled(load("p99", stalled(*over, each=24)), promised(CONTRACT))


def test_a_stall_that_came_once_is_forgiven_by_the_seconds_after_it() -> None:
    after = [0] * 10 + [5] + [0] * 85
    assert judged("p99", after[:24], 12).reason
    assert judged("p99", after, 12, looks=3).reason == ""


def test_what_turns_slow_and_stays_so_is_refused_once_it_has_stayed() -> None:
    assert judged("p99", [0] * 14 + [10] * 10, 10).problems == ()
    assert judged("p99", [0] * 10 + [10] * 14, 10).problems == ()
    assert judged("p99", [0] * 10 + [10] * 38, 10, looks=2).problems


def test_between_half_of_what_may_be_and_all_of_it_more_is_measured_and_it_passes_in_the_end() -> None:
    over = [1, 0, 0, 0] * 6
    assert not is_settled(load("p95", stalled(*over, each=7)), promised(CONTRACT))
    assert judged("p95", over, 7).reason == ""


def test_who_is_over_as_well_is_named_with_who_surely_is() -> None:
    both = contract(latency={"journeys": [JOURNEY | BUDGETS, JOURNEY | BUDGETS | {"name": "buy"}]})
    (surely,) = load("p99", stalled(*[0, 0, 8, 3, 0, 0] * 4, each=24)).journeys
    (once,) = load("p99", stalled(*[0] * 20, 8, 3, 0, 0, each=24)).journeys
    seen = measured(surely, replace(once, name="buy"))
    first, second = judge_quantile(seen, promised(both), "p99").problems
    assert (first.where, second.where) == ("p99 of browse", "p99 of buy")
    assert second.observed.endswith("; that alone would not be sure")
    assert "alone" not in first.observed


def test_a_later_look_asks_for_more() -> None:
    over = [0, 0, 0, 10, 0, 0] * 4
    assert judged("p99", over, 24).problems
    assert judged("p99", over, 24, looks=4).problems == ()


def test_a_quantile_without_any_second_is_inconclusive() -> None:
    none = judge_quantile(load("p99", ()), promised(CONTRACT), "p99")
    assert (none.examined, none.reason) == (0, "browse: p99 needs 100 good answers, and 0 were measured")
    bare = measured(journey(p99=quantile(blocks=())))
    assert judge_quantile(bare, promised(CONTRACT), "p99").reason == "browse: no second of it was measured"
