"""A truth table as a drawing: who answered what, before, during and after, one coloured bar for each cell."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gonogo.core.evidence import TruthTable

WIDTH = 760
_HEAD, _ROW, _GAP, _LABEL = 26, 24, 4, 92
_LABEL_CHARACTERS = 15
_COUNTED = re.compile(r"(.+?) x (\d+)")


@dataclass(frozen=True)
class Segment:
    """A part of a bar, in the drawing's units; ``tone`` is good, hold, bad or calm."""

    x: float
    width: float
    tone: str


@dataclass(frozen=True)
class Cell:
    """A place in the drawing: a plain label, or a bar with what was answered, in the order of coming."""

    x: float
    text: str
    full: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True)
class Row:
    """A line of the table at its height; ``first`` begins a new group."""

    y: float
    first: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Matrix:
    """The drawing of a truth table; ``cell_width`` is that of a bar."""

    heads: tuple[tuple[float, str], ...]
    rows: tuple[Row, ...]
    cell_width: float
    height: float
    width: int = WIDTH
    row_height: int = _ROW - _GAP


def matrix(table: TruthTable) -> Matrix | None:
    """Draw a table whose cells count answers as ``200 x 3, 503 x 1``; None where no cell does."""
    labels = _labels(table)
    bars = len(table.columns) - labels
    if not bars:
        return None
    width = (WIDTH - labels * _LABEL) / bars - _GAP
    places = [
        n * _LABEL if n < labels else labels * _LABEL + (n - labels) * (width + _GAP) for n in _all(table)
    ]
    rows = tuple(_row(table, number, places, labels, width) for number in range(len(table.rows)))
    heads = tuple((round(places[n], 1), str(head)) for n, head in enumerate(table.columns))
    return Matrix(heads, rows, round(width, 1), _HEAD + len(rows) * _ROW)


def _all(table: TruthTable) -> range:
    return range(len(table.columns))


def _labels(table: TruthTable) -> int:
    """Return how many columns stand before the first that counts answers."""
    counts = [all(_answers(row[n]) for row in table.rows) for n in _all(table)]
    return counts.index(True) if True in counts else len(counts)


def _answers(cell: object) -> list[tuple[str, int]]:
    """Read ``200 x 3, 503 x 1``; empty where it is something else."""
    found = [_COUNTED.fullmatch(part.strip()) for part in str(cell).split(",")]
    return [(m[1], int(m[2])) for m in found if m] if all(found) else []


def _row(table: TruthTable, number: int, places: list[float], labels: int, width: float) -> Row:
    row = table.rows[number]
    before = table.rows[number - 1] if number else None
    cells = tuple(_cell(str(value), places[n], width if n >= labels else 0.0) for n, value in enumerate(row))
    return Row(_HEAD + number * _ROW, before is not None and before[0] != row[0], cells)


def _cell(value: str, x: float, width: float) -> Cell:
    answers, segments, at = _answers(value) if width else [], [], x
    whole = sum(count for _, count in answers) or 1
    for answer, count in answers:
        share = width * count / whole
        segments.append(Segment(round(at, 1), round(share, 1), tone(answer)))
        at += share
    shown = " → ".join(answer for answer, _ in answers) if answers else _label(value)
    return Cell(round(x, 1), shown if len(shown) <= 20 else f"{shown[:19]}…", value, tuple(segments))


def _label(value: str) -> str:
    """Shorten a name in its middle: names that differ mostly do so at their ends."""
    half = _LABEL_CHARACTERS // 2
    return value if len(value) <= _LABEL_CHARACTERS else f"{value[:half]}…{value[-half:]}"


def tone(answer: str) -> str:
    """Return the colour of a status, or of the error that came instead of one."""
    return {"2": "good", "3": "calm", "4": "hold"}.get(answer[:1] if answer.isdecimal() else "", "bad")
