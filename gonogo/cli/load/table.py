"""What was measured, journey by journey, with the budgets beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from gonogo.contract.latency import Journey, Latency
from gonogo.loadtests.k6 import K6Run
from gonogo.loadtests.result import LoadResult
from gonogo.reports.paper import Paper
from gonogo.reports.text import visible
from gonogo.suites.latency.observations.journeys import JourneyMeasured, Measurement

QUANTILES = ("p50", "p95", "p99")
_NAME = 16
"""Columns of a name; the rest of the table is 63 columns wide."""


@dataclass(frozen=True)
class Row:
    """One journey as one generator measured it; seconds by quantile."""

    journey: str
    rate_per_second: float
    planned: int
    failed: int
    quantiles: dict[str, float]
    max_seconds: float
    failures: dict[str, int] = field(default_factory=dict)


def rows_of(result: LoadResult, seen: Measurement) -> list[Row]:
    """Return a row for each journey, the quantiles with a budget as the gate tells them."""
    rows = []
    for journey in seen.journeys:
        latency = result.journey(journey.name).latency
        plain = {"p50": latency.p50_seconds, "p95": latency.p95_seconds, "p99": latency.p99_seconds}
        judged = {name: measured.seconds for name, measured in journey.quantiles.items()}
        rate = journey.started / result.measured_seconds if result.measured_seconds else 0.0
        rows.append(_row(journey, rate, plain | judged))
    return rows


def _row(journey: JourneyMeasured, rate: float, quantiles: dict[str, float]) -> Row:
    counts = (journey.planned, journey.failed)
    return Row(journey.name, rate, *counts, quantiles, journey.max_seconds, journey.failures)


def peer_rows(result: LoadResult, peer: K6Run) -> list[Row]:
    """Return k6's rows; it tells no kinds of failures."""
    planned = {journey.name: journey.planned for journey in result.journeys}
    return [
        Row(
            journey.name,
            journey.sent / result.duration_seconds,
            planned[journey.name],
            journey.failed,
            journey.quantiles,
            journey.max_seconds,
        )
        for journey in peer.journeys
    ]


def over(rows: Iterable[Row], latency: Latency) -> Iterator[str]:
    """Yield a sentence for each quantile that was measured over its budget."""
    budgets = {journey.name: journey.budgets for journey in latency.journeys}
    for row in rows:
        for name, budget in budgets[row.journey].items():
            if row.quantiles[name] > budget:
                yield (
                    f"over its budget: {name} of {row.journey}, {row.quantiles[name]:.3f} s where "
                    f"{budget:g} s is promised"
                )


def draw(paper: Paper, latency: Latency, rows: list[Row], others: dict[str, list[Row]]) -> None:
    """Add the table: under each journey a line for each of the others that has it."""
    names = [row.journey for row in rows] + [f"  {label}" for label in others] + ["journey"]
    width = min(_NAME, max(map(len, names)))
    heads = ["sent/s", "failed", *(word for name in QUANTILES for word in (name, "of")), "max"]
    paper.blank()
    paper.cells([("journey".ljust(width), "dim"), *((head.rjust(6), "dim") for head in heads)], 1)
    budgets = {journey.name: _named(journey) for journey in latency.journeys}
    for row in rows:
        _line(paper, row.journey, width, row, budgets[row.journey])
        for label, beside in others.items():
            for other in beside:
                if other.journey == row.journey:
                    _line(paper, f"  {label}", width, other, budgets[row.journey])


def _named(journey: Journey) -> dict[str, float]:
    return {str(name): budget for name, budget in journey.budgets.items()}


def _line(paper: Paper, name: str, width: int, row: Row, budgets: Mapping[str, float]) -> None:
    shown = visible(name)
    cells = [(shown[:width].ljust(width), ""), (f"{row.rate_per_second:.1f}".rjust(6), "")]
    cells.append((str(row.failed).rjust(6), "red" if row.failed else ""))
    for quantile in QUANTILES:
        value, budget = row.quantiles[quantile], budgets.get(quantile)
        style = "" if budget is None else ("red" if value > budget else "green")
        cells += [(_seconds(value), style), ("-" if budget is None else f"{budget:g}".rjust(6), "dim")]
    cells.append((_seconds(row.max_seconds), ""))
    paper.cells([(text.rjust(6) if place else text, style) for place, (text, style) in enumerate(cells)], 1)


def _seconds(value: float) -> str:
    return f"{value:.4f}" if value < 0.1 else f"{value:.3f}"


def failures(rows: Iterable[Row], by: str = "") -> Iterator[str]:
    """Yield a sentence for each journey with failures."""
    for row in rows:
        if row.failures:
            kinds = ", ".join(f"{kind} x {count}" for kind, count in row.failures.items())
            yield f"failed: {row.failed} of {row.journey}{by}: {kinds}"
