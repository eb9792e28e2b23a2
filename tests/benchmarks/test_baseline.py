"""Simulated comparisons are judged as the gate judges, and beside what others do."""

import random

from benchmarks.baseline import COLUMNS, Effect, load, mann_whitney, row
from benchmarks.verdicts import MODELS, reference


def test_a_release_that_takes_half_as_long_again_is_seen_and_the_same_is_not() -> None:
    slower = row("independent", MODELS["independent"], Effect(0.5), 3)
    alike = row("stalls of 100 arrivals", MODELS["stalls of 100 arrivals"], Effect(), 3)
    assert (slower["refused"], slower["mann-whitney"]) == (1.0, 1.0)
    assert (alike["refused"], alike["passed"]) == (0.0, 1.0)
    assert set(COLUMNS) <= set(slower)


def test_a_tail_is_slower_and_nothing_else() -> None:
    effect = Effect(0.5, tail_only=True)
    assert effect.of(1.0, slow=True) == 1.5
    assert effect.of(1.0, slow=False) == 1.0
    assert [Effect().name, effect.name, Effect(0.05).name] == [
        "the same release",
        "p99 +50%",
        "everything +5%",
    ]


def test_rounds_hold_the_reference_contracts_rates_and_two_arms() -> None:
    rng = random.Random(1)  # noqa: S311 - the same loads again, on purpose
    seen = load(MODELS["independent"], Effect(), rng, reference(), 0.02)
    rates = {journey.name: journey.rate_per_second for journey in reference().journeys}
    assert len(seen.journeys[0].rounds) == 30
    for journey in seen.journeys:
        assert {len(one.candidate.latencies_seconds) for one in journey.rounds} == {rates[journey.name]}
        assert sum(one.arm for one in journey.rounds) == 15
    assert not mann_whitney(seen)
