"""What a run saw that is worth a drawing, once in the page, however many rules rest on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from gonogo.core.evidence import (
    Drawn,
    JourneyLatency,
    LatencyPercentiles,
    LatencyQuantiles,
    LatencyTimeline,
    TruthTable,
    drawn,
)
from gonogo.reports.curve import Curve, curve
from gonogo.reports.jsonable import as_json
from gonogo.reports.matrix import Matrix, matrix
from gonogo.reports.model import Report, RuleReport
from gonogo.reports.percentiles import Percentiles, of_journey, percentiles
from gonogo.reports.shape import shapes

_TITLES = {
    "truth_table": "Health truth table",
    "latency_timeline": "Latency curves",
    "latency_quantiles": "Latency quantiles",
    "latency_percentiles": "Percentiles beside the baseline",
}
_KINDS = tuple(_TITLES)


@dataclass(frozen=True)
class Exhibit:
    """A drawing: ``kind`` is the evidence's, ``name`` its name there, ``rules`` are those that judged it.

    ``shapes`` are sentences on what it looks like.
    """

    anchor: str
    kind: str
    name: str
    title: str
    table: TruthTable | None
    matrix: Matrix | None
    curve: Curve | None
    percentiles: Percentiles | None
    rules: tuple[str, ...]
    shapes: tuple[str, ...] = ()


def exhibits(report: Report) -> tuple[Exhibit, ...]:
    """Return the distinct drawings of a report, truth tables first; a load is drawn journey by journey."""
    seen: dict[tuple[str, str], tuple[Drawn, list[RuleReport]]] = {}
    for rule in report.rules:
        for name, value in (rule.finding.evidence if rule.finding else {}).items():
            if found := drawn(value):
                seen.setdefault((name, as_json(value)), (found, []))[1].append(rule)
    ordered = sorted(seen.items(), key=lambda item: _KINDS.index(item[1][0].kind))
    made = (_exhibit(n, name, value, judges) for n, ((name, _), (value, judges)) in enumerate(ordered, 1))
    return _whole([one for exhibit in made if exhibit for one in _by_journey(exhibit, report.journeys)])


def _by_journey(exhibit: Exhibit, journeys: Iterable[JourneyLatency]) -> list[Exhibit]:
    """Draw each journey of a load by itself, with its budgets; one for all where no more is known."""
    if exhibit.kind != "latency_timeline":
        return [exhibit]
    drawn_alone = [
        replace(
            exhibit,
            title=f"{exhibit.title}: {one.journey}",
            curve=line,
            percentiles=of_journey(one),
            shapes=shapes(one),
        )
        for one in journeys
        if (line := curve(one.rows, one.budgets))
    ]
    numbered = enumerate(drawn_alone, 1)
    return [replace(one, anchor=f"{one.anchor}-{n}") for n, one in numbered] or [exhibit]


def _whole(found: list[Exhibit]) -> tuple[Exhibit, ...]:
    """Leave out each table that is a part of another one; who judged the part judged the whole's rows."""
    kept: list[Exhibit] = []
    for one in sorted(found, key=lambda e: -len(e.table.rows) if e.table else 0):
        place = next((n for n, other in enumerate(kept) if _contains(other.table, one.table)), None)
        if place is None:
            kept.append(one)
        else:
            kept[place] = replace(kept[place], rules=(*kept[place].rules, *one.rules))
    return tuple(sorted(kept, key=lambda e: _KINDS.index(e.kind)))


def _contains(whole: TruthTable | None, part: TruthTable | None) -> bool:
    if whole is None or part is None or whole.columns != part.columns:
        return False
    return all(row in whole.rows for row in part.rows)


def _exhibit(number: int, name: str, value: Drawn, judges: list[RuleReport]) -> Exhibit | None:
    table = _table(value)
    line = curve(value.rows) if isinstance(value, LatencyTimeline) else None
    lines = percentiles(value) if isinstance(value, LatencyPercentiles) else None
    if line is None and lines is None and not (table and table.rows):
        return None
    bars, ids = matrix(value) if isinstance(value, TruthTable) else None, tuple(rule.id for rule in judges)
    title = _title(value.kind, judges[0])
    return Exhibit(f"exhibit-{number}", value.kind, name, title, table, bars, line, lines, ids)


def _table(value: Drawn) -> TruthTable | None:
    """Return what is shown as text: a truth table beside its drawing, quantiles as nothing else."""
    if isinstance(value, LatencyQuantiles):
        cells = ((r.journey, r.quantile, f"{r.seconds:.4g} s", f"{r.budget_seconds:g} s") for r in value.rows)
        return TruthTable(("journey", "quantile", "measured", "budget"), tuple(cells))
    return value if isinstance(value, TruthTable) else None


def _title(kind: str, judge: RuleReport) -> str:
    """Name the drawing, and what was done to see it."""
    done = judge.experiment.partition(".")[2].replace("_", " ")
    return f"{_TITLES[kind]}: {done}" if done else _TITLES[kind]
