"""Each drawing once, however many rules rest on it."""

from __future__ import annotations

from dataclasses import replace

from gonogo.core.evidence import LatencyQuantiles, QuantileRow, TruthTable
from gonogo.core.finding import Outcome
from gonogo.reports.exhibits import exhibits
from gonogo.reports.jsonable import jsonable
from gonogo.reports.model import RuleReport
from tests.reports import examples

COLUMNS = ("dependency", "readiness")
DATABASE, CACHE = ("database", "503 x 4"), ("cache", "200 x 4")


def _judged(name: str, *rows: tuple[str, str]) -> RuleReport:
    made = examples.rule(name, Outcome.PASSED)
    assert made.finding is not None
    evidence = {"truth_table": TruthTable(COLUMNS, rows)}
    return replace(made, finding=replace(made.finding, evidence=evidence))


def test_a_table_that_is_a_part_of_another_is_shown_within_it() -> None:
    rules = (_judged("health/part", CACHE), _judged("health/whole", DATABASE, CACHE))
    (only,) = exhibits(replace(examples.go(), rules=rules))
    assert only.rules == ("health/whole", "health/part")
    assert only.table is not None
    assert len(only.table.rows) == 2


def test_different_tables_are_shown_both() -> None:
    rules = (_judged("health/one", CACHE), _judged("health/other", DATABASE))
    assert len(exhibits(replace(examples.go(), rules=rules))) == 2


def test_a_drawing_is_told_by_its_kind_also_where_it_went_through_json() -> None:
    judged = _judged("health/one", CACHE)
    assert judged.finding is not None
    plain = replace(judged.finding, evidence=jsonable(judged.finding.evidence))
    (only,) = exhibits(replace(examples.go(), rules=(replace(judged, finding=plain),)))
    assert only.table == TruthTable(COLUMNS, (CACHE,))


def test_evidence_of_another_kind_is_no_exhibit() -> None:
    rule = examples.rule("health/odd", Outcome.PASSED)
    assert rule.finding is not None
    evidence = {"truth_table": "up", "timeline": [1], "x": {"kind": "x"}}
    odd = replace(rule, finding=replace(rule.finding, evidence=evidence))
    assert exhibits(replace(examples.go(), rules=(odd,))) == ()


def test_two_tables_are_told_apart_by_what_was_done() -> None:
    hang = replace(_judged("health/one", CACHE), experiment="health.hang_dependencies")
    gone = replace(_judged("health/other", DATABASE), experiment="health.take_dependencies_away")
    titles = [exhibit.title for exhibit in exhibits(replace(examples.go(), rules=(hang, gone)))]
    assert titles == [
        "Health truth table: hang dependencies",
        "Health truth table: take dependencies away",
    ]


def test_quantiles_are_one_table_with_their_budgets() -> None:
    seen = LatencyQuantiles((QuantileRow("browse", "p95", 0.01234567, 0.5),))
    made = [examples.rule(f"latency/p{n}", Outcome.PASSED) for n in (50, 95)]
    rules = tuple(
        replace(
            rule, finding=examples.finding(rule.id, Outcome.PASSED, evidence={"quantiles": jsonable(seen)})
        )
        for rule in made
    )
    (only,) = exhibits(replace(examples.go(), rules=rules))
    assert (only.title, only.rules) == ("Latency quantiles", ("latency/p50", "latency/p95"))
    assert only.table is not None
    assert only.table.rows == (("browse", "p95", "0.01235 s", "0.5 s"),)
    assert (only.matrix, only.curve) == (None, None)
