from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from tests.judging import Case
from tests.suites.metrics.collector import CHECK, CONTRACT, collector

CASE = Case(
    "metrics/collector-takes-its-configuration",
    CONTRACT,
    clean=collector(),
    broken=collector(checks=(replace(CHECK, status=1, output="FAILED: rules.yml: unexpected end"),)),
)


def test_the_checks_words_are_shown() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert problem.observed == "exit 1: FAILED: rules.yml: unexpected end"


@pytest.mark.parametrize(
    ("status", "output"),
    [
        (1, 'parse error: unclosed left parenthesis in "rate("'),
        (1, "field scrape_intervall not found in type config.ScrapeConfig"),
        (1, "rule_files: rules/*.yml: no such file"),
        (127, "promtool: not found"),
        (-9, ""),
    ],
    ids=["an expression", "a field", "a file", "no tool", "killed"],
)
def test_one_check_of_several_is_enough(status: int, output: str) -> None:
    seen = collector(checks=(CHECK, replace(CHECK, name="configuration", status=status, output=output)))
    assert [p.where for p in CASE.problems(seen)] == ["configuration"]


@pytest.mark.parametrize("output", ["WARNING: a duplicate rule", "0 rules found", ""])
def test_a_check_that_ends_with_0_passes_whatever_it_says(output: str) -> None:
    assert CASE.finding(collector(checks=(replace(CHECK, output=output),))).outcome is Outcome.PASSED
