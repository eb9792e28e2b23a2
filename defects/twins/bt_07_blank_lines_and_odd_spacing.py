"""An exposition in the text format has blank lines, odd spacing, families in no order and no HELP.

Good because: the text format allows all of it ("Empty lines are ignored"); only OpenMetrics does not.
Source: prometheus/docs, "Exposition formats", line format.
"""

from __future__ import annotations

from itertools import groupby
from random import Random

from starlette.types import ASGIApp

from defects.metrics.met_05_type_comes_late import family_of, rewriting_text
from proving.seed import Injection, Twin

TWIN = Twin("BT-07", of="MET-05-type-comes-late")


def inject(rng: Random) -> Injection:
    """Serve with the hand-written exporter."""
    return Injection(fact=family_of(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Shuffle the families, drop every HELP, and space lines as nobody would."""

    def change(lines: list[str]) -> list[str]:
        numbers = _family_numbers(lines)
        families = [
            [line for _, line in group] for _, group in groupby(zip(numbers, lines, strict=True), _first)
        ]
        rng.shuffle(families)
        return [_spaced(line) for family in families for line in [*family[1:], ""]]

    return rewriting_text(app, change)


def _family_numbers(lines: list[str]) -> list[int]:
    """Number the lines by family: each family begins with its HELP."""
    number, numbers = 0, []
    for line in lines:
        number += line.startswith("# HELP ")
        numbers.append(number)
    return numbers


def _first(pair: tuple[int, str]) -> int:
    return pair[0]


def _spaced(line: str) -> str:
    if line.startswith("#"):
        return line.replace("# TYPE ", "#  TYPE \t")
    head, _, value = line.rpartition(" ")
    return f"{head} \t {value}" if value else ""
