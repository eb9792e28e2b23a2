from __future__ import annotations

from dataclasses import replace

from gonogo.core.finding import Severity
from gonogo.core.verdict import NO_FINDING, Verdict
from gonogo.reports import summary
from tests.reports import examples


def standing(title: str, of: str) -> tuple[tuple[str, str], ...]:
    made = {"go": examples.go, "no_go": examples.no_go}[of]()
    return next(each.entries for each in summary.standings(made) if each.title == title)


def test_rules_to_act_on_come_worst_first() -> None:
    states = [summary.outcome(rule) for rule in summary.troubled(examples.no_go())]
    assert states == ["failed", "error", "missing", "inconclusive"]


def test_advice_comes_last_whatever_its_outcome() -> None:
    failed = next(rule for rule in examples.no_go().rules if summary.outcome(rule) == "failed")
    advisory = replace(failed, id="health/a", severity=Severity.ADVISORY)
    found = summary.troubled(replace(examples.no_go(), rules=(advisory, failed)))
    assert [found[0].id, found[-1].id] == [failed.id, "health/a"]


def test_each_gate_counts_its_rules_and_the_total_adds_up() -> None:
    rows = {row.gate: row for row in summary.gate_rows(examples.no_go())}
    assert (rows["health"].counts["passed"], rows["health"].counts["failed"], rows["health"].rules) == (
        1,
        1,
        2,
    )
    assert (rows["health"].examined, rows["health"].seconds) == (8, 2.5)
    total = summary.total_row(examples.no_go())
    assert dict(total.counts) == dict.fromkeys(set(summary.OUTCOMES) - {"advised"}, 1)
    assert total.examined == 12


def test_a_selected_rule_that_the_report_lacks_is_missing_and_unproven() -> None:
    report = replace(examples.hold(), rules=())
    assert [summary.outcome(rule) for rule in summary.selected_rules(report)] == ["missing", "missing"]
    assert summary.total_row(report).counts["missing"] == 2
    assert [rule.id for rule in summary.troubled(report)] == list(report.scope.selected)


def test_the_first_screen_names_what_stands_beside_the_verdict() -> None:
    rule_id, why = standing("Demoted", "go")[0]
    assert (rule_id, why) == (
        "security/packages-have-no-advisory",
        "inconclusive; demoted because advisories need a service outside",
    )
    assert standing("Waived", "go")[0][0] == "security/headers-are-set"
    assert standing("Advised", "go")[0][0] == "metrics/names-follow-convention"
    assert standing("Proven by no seeded defect", "no_go") == (("health/liveness-survives-outage", ""),)
    assert standing("Not established", "no_go") == (
        (
            "config/settings-are-checked",
            "error: the experiment broke: TimeoutError: the database did not stop within 10 s",
        ),
        ("latency/budget-holds", "inconclusive: only 12 of 500 requests were answered"),
        ("metrics/exposition-parses", NO_FINDING),
    )


def test_only_a_go_may_come_without_a_reason() -> None:
    said = "every blocking rule in scope passed or is waived by name"
    one = examples.go()
    assert summary.reasons(one) == (f"{said}; demoted by the contract: 1 rule, of which 1 did not pass",)
    none = replace(one, rules=tuple(replace(rule, demoted="") for rule in one.rules))
    assert summary.reasons(none) == (said,)
    passed = [rule for rule in one.rules if summary.outcome(rule) == "passed"]
    both = replace(one, rules=tuple(replace(rule, demoted="known") for rule in passed))
    counted = f"{len(passed)} rules" if len(passed) > 1 else "1 rule"
    assert summary.reasons(both)[0].startswith(f"{said}; demoted by the contract: {counted}, of which none")
    silent = replace(examples.hold(), verdict=Verdict(examples.hold().verdict.decision, ()))
    assert summary.reasons(silent) == ("the verdict came without a reason: see the rules below",)


def test_the_largest_group_of_reasons_comes_first() -> None:
    assert summary.grouped([("a", "x"), ("b", "y"), ("c", "y")]) == [("y", ["b", "c"]), ("x", ["a"])]
