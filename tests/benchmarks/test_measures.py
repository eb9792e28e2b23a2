"""What `make bench` measures is what README's table states, by the same goal."""

from __future__ import annotations

import pytest

from benchmarks import __main__ as bench
from benchmarks import lint
from gonogo.home import ROOT
from gonogo.suites.metrics.exposition.checks import text_faults

FIGURES = (ROOT / "README.md").read_text().partition("## Figures\n")[2].splitlines()


def goal(words: str) -> str:
    """Return the last cell of the row of the table that begins with the words."""
    [row] = [line for line in FIGURES if line.startswith(f"| {words}")]
    return row.strip("| ").split(" | ")[-1]


@pytest.mark.parametrize(
    ("words", "stated"),
    [
        (f"`pytest {' '.join(bench.OFFLINE)}`, offline", f"{bench.OFFLINE_SECONDS:g} s"),
        ("`make verify`", f"{bench.VERIFY_SECONDS:g} s"),
        ("`gonogo lint-metrics`, 100,400 samples", f"{lint.GOAL_TIMES:g}"),
    ],
)
def test_a_goal_is_that_of_the_readme(words: str, stated: str) -> None:
    assert goal(words) == stated


def test_the_exposition_is_good_and_as_long_as_it_says() -> None:
    body = lint.exposition(3, 60)
    assert text_faults(body) == ()
    assert len({line for line in body.splitlines() if not line.startswith("#")}) == 180
    assert f"{lint.FAMILIES * lint.SERIES:,}" == "100,400"
