"""Histories made up for tests: nights of a service whose latencies are given or drawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from random import Random

from gonogo.reports.entry import Entry, Quantile

FIRST = dt.datetime(2026, 1, 1, 3, 0, tzinfo=dt.UTC)
NOISE = 0.05


def noise(seed: int, nights: int, level: float = 1.0) -> list[float]:
    """Draw values around a level, 5 % of standard deviation."""
    chance = Random(seed)  # noqa: S311 - drawn again on purpose
    return [level * (1 + NOISE * chance.gauss(0, 1)) for _ in range(nights)]


def drifting(seed: int, quiet: int, nights: int, share: float = 0.02) -> list[float]:
    """Draw quiet nights, and then nights each of which is slower by a share than the one before."""
    values = noise(seed, quiet + nights)
    return [v * (1 + share) ** max(0, night - quiet + 1) for night, v in enumerate(values)]


def night(number: int, p95: float, seconds: float = 30.0, verdict: str = "GO") -> Entry:
    """Make a night's run."""
    started = FIRST + dt.timedelta(days=number)
    return Entry(
        f"r{number}", started, 300.0, "shop", "compose", verdict,
        scope={"selected": 100},
        experiments={"latency.measure": seconds, "target": 9.0},
        quantiles=(Quantile("browse", "p95", p95, 0.5),),
    )  # fmt: skip


def history(p95: Sequence[float]) -> tuple[Entry, ...]:
    """Make a night for each value."""
    return tuple(night(number, value) for number, value in enumerate(p95))
