"""Each drawing once, however many rules rest on it."""

from __future__ import annotations

from dataclasses import replace

from gonogo.core.evidence import (
    JourneyLatency,
    LatencyQuantiles,
    LatencyTimeline,
    QuantileRow,
    TimelineRow,
    TruthTable,
)
from gonogo.core.finding import Outcome
from gonogo.reports.exhibits import exhibits
from gonogo.reports.html import render
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


ROWS = (TimelineRow(0, 0.01, 0.02, 0.03, 0), TimelineRow(1, 0.01, 0.02, 0.04, 1))
TOLD = ((0.0, 0.005), (50.0, 0.01), (95.0, 0.02))


def _under_load(name: str, *rows: TimelineRow) -> JourneyLatency:
    return JourneyLatency(name, TOLD if rows else (), rows, (("p95", 0.5), ("p50", 0.1)))


def _loaded() -> RuleReport:
    rule = examples.rule("latency/p95-within-budget", Outcome.PASSED, experiment="latency.measure_journeys")
    evidence = {"timeline": LatencyTimeline(ROWS)}
    return replace(rule, finding=examples.finding(rule.id, Outcome.PASSED, evidence=evidence))


def test_a_load_is_drawn_journey_by_journey_with_their_budgets() -> None:
    journeys = (_under_load("list", *ROWS), _under_load("create", *ROWS), _under_load("silent"))
    report = replace(examples.go(), rules=(_loaded(),), journeys=journeys)
    found = exhibits(report)
    assert [(one.title, one.rules) for one in found] == [
        ("Latency curves: measure journeys: list", ("latency/p95-within-budget",)),
        ("Latency curves: measure journeys: create", ("latency/p95-within-budget",)),
    ]
    assert len({one.anchor for one in found}) == 2
    for one in found:
        assert one.curve is not None
        assert one.percentiles is not None
        for drawn in (one.curve, one.percentiles):
            assert [budget.label for budget in drawn.budgets] == ["p95 500 ms", "p50 100 ms"]
    page = render(report)
    assert page.count('class="candidate"') == 2
    assert page.count('<line class="budget"') == 8
    assert page.count("its two arms") == 0
    assert f'href="#{found[0].anchor}"' in page


def test_a_load_of_which_no_journey_is_known_is_one_drawing() -> None:
    (only,) = exhibits(replace(examples.go(), rules=(_loaded(),)))
    assert (only.title, only.percentiles) == ("Latency curves: measure journeys", None)
