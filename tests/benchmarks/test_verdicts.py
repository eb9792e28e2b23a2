"""Simulated loads have the share that they are said to have, and are judged as the gate judges."""

import random

import pytest

from benchmarks.verdicts import MODELS, others, reference, run

RATE = 43.0


def numbers(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - the same loads again, on purpose


@pytest.mark.parametrize("share", [0.05, 0.14, 0.5])
@pytest.mark.parametrize("model", MODELS)
def test_as_many_are_slow_as_is_said(model: str, share: float) -> None:
    slow = MODELS[model](300_000, share, RATE, numbers(1))
    assert sum(slow) / len(slow) == pytest.approx(share, rel=0.1)


def test_stalls_are_a_hundred_arrivals_long() -> None:
    slow = MODELS["stalls of 100 arrivals"](100_000, 0.01, RATE, numbers(2))
    begins = [n for n in range(1, len(slow)) if slow[n] and not slow[n - 1]]
    assert all(all(slow[n : n + 100]) for n in begins if n + 100 < len(slow))


@pytest.mark.parametrize("model", MODELS)
def test_a_clean_load_passes_at_the_first_look_and_a_slow_one_is_refused(model: str) -> None:
    clean = run(MODELS[model], "p99", 1e-9, reference(), numbers(3))
    assert (clean.outcome, clean.seconds) == ("passed", reference().duration_seconds)
    slow = run(MODELS[model], "p99", 0.9, reference(), numbers(4))
    assert slow.outcome == "refused"


def test_who_takes_arrivals_for_independent_errs_where_they_are_not() -> None:
    right, wrong = (others(model, "p95", 200) for model in ("independent", "stalls of 100 arrivals"))
    assert right["independent arrivals"] <= 0.03
    assert wrong["independent arrivals"] > 0.2
