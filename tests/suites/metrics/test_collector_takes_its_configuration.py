from dataclasses import replace

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
