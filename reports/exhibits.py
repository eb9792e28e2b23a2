"""What a run saw that is worth a drawing, once in the page, however many rules rest on it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from gonogo.reports.evidence import Table, Timeline, timeline, truth_table
from gonogo.reports.jsonable import as_json
from gonogo.reports.matrix import Matrix, matrix
from gonogo.reports.model import Report, RuleReport

_DRAWN = ("truth_table", "timeline")
_TITLES = {"truth_table": "Health truth table", "timeline": "Latency curves"}


@dataclass(frozen=True)
class Exhibit:
    """A drawing: ``kind`` is truth_table or timeline, ``rules`` are those that judged it."""

    anchor: str
    kind: str
    title: str
    table: Table | None
    matrix: Matrix | None
    curve: Timeline | None
    rules: tuple[str, ...]


def exhibits(report: Report) -> tuple[Exhibit, ...]:
    """Return the distinct drawings of a report, truth tables first."""
    seen: dict[tuple[str, str], tuple[object, list[RuleReport]]] = {}
    for rule in report.rules:
        for name, value in (rule.finding.evidence if rule.finding else {}).items():
            if name in _DRAWN:
                seen.setdefault((name, as_json(value)), (value, []))[1].append(rule)
    ordered = sorted(seen.items(), key=lambda item: _DRAWN.index(item[0][0]))
    made = (_exhibit(n, name, value, judges) for n, ((name, _), (value, judges)) in enumerate(ordered, 1))
    return _whole([exhibit for exhibit in made if exhibit])


def _whole(found: list[Exhibit]) -> tuple[Exhibit, ...]:
    """Leave out each table that is a part of another one; who judged the part judged the whole's rows."""
    kept: list[Exhibit] = []
    for one in sorted(found, key=lambda e: -len(e.table.rows) if e.table else 0):
        place = next((n for n, other in enumerate(kept) if _contains(other.table, one.table)), None)
        if place is None:
            kept.append(one)
        else:
            kept[place] = replace(kept[place], rules=(*kept[place].rules, *one.rules))
    return tuple(sorted(kept, key=lambda e: _DRAWN.index(e.kind)))


def _contains(whole: Table | None, part: Table | None) -> bool:
    if whole is None or part is None or whole.columns != part.columns:
        return False
    return all(row in whole.rows for row in part.rows)


def _exhibit(number: int, name: str, value: object, judges: list[RuleReport]) -> Exhibit | None:
    table = truth_table(value) if name == "truth_table" else None
    curve = timeline(value) if name == "timeline" else None
    if table is None and curve is None:
        return None
    drawn, ids = matrix(table) if table else None, tuple(rule.id for rule in judges)
    return Exhibit(f"exhibit-{number}", name, _title(name, judges[0]), table, drawn, curve, ids)


def _title(name: str, judge: RuleReport) -> str:
    """Name the drawing, and what was done to see it."""
    done = judge.experiment.partition(".")[2].replace("_", " ")
    return f"{_TITLES[name]}: {done}" if done else _TITLES[name]
