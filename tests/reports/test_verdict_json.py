from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from gonogo.core.verdict import Decision, Verdict
from gonogo.reports import verdict_json
from gonogo.reports.model import Report
from tests.reports import examples


def parsed(report: Report) -> Any:
    return json.loads(verdict_json.render(report))


def test_the_document_has_the_promised_shape() -> None:
    document = parsed(examples.no_go())
    assert set(document) == {
        *("verdict", "run", "service", "target", "subject", "started", "seconds", "scope", "rules"),
        *("headline", "reasons", "scope_reasons", "notes", "causes", "news", "schema_version"),
    }
    assert set(document["rules"][0]) == {
        *("id", "gate", "severity", "outcome", "examined", "problems", "evidence", "proven_by"),
        *("reason", "cause", "demoted"),
    }
    assert document["subject"] == {
        "images": [examples.DIGEST],
        "revision": "4be1d0c9a7f2e6b5",
        "version": "0.1.0",
        "configuration": "77aa" * 16,
    }
    assert (document["started"], document["seconds"]) == ("2026-01-02T03:04:05+00:00", 12.346)


def test_all_four_lists_of_the_scope_are_there_with_their_reasons() -> None:
    document = parsed(examples.hold())
    assert document["scope"] == {
        "selected": ["health/liveness-answers", "latency/budget-holds"],
        "not_promised": ["latency/budget-holds"],
        "not_possible": [
            "rollback/bad-release-is-undone",
            "health/readiness-names-database",
            "health/liveness-in-outage",
        ],
        "deselected": ["metrics/no-duplicates"],
    }
    assert document["scope_reasons"]["rollback/bad-release-is-undone"] == "this target cannot roll out"


def test_every_outcome_is_told_and_a_missing_finding_says_so() -> None:
    rules = {rule["outcome"]: rule for rule in parsed(examples.no_go())["rules"]}
    assert set(rules) == {"passed", "waived", "inconclusive", "error", "missing", "failed"}
    assert rules["missing"]["reason"] == "no finding: its worker died or collection broke"
    assert (rules["missing"]["examined"], rules["missing"]["problems"]) == (0, [])
    assert rules["failed"]["problems"][6] == {
        "where": "GET /articles/6",
        "expected": "200",
        "observed": "500 number 6",
    }


def test_a_selected_rule_that_the_report_lacks_is_missing() -> None:
    document = parsed(replace(examples.hold(), rules=()))
    found = [(rule["id"], rule["outcome"]) for rule in document["rules"]]
    assert found == [("health/liveness-answers", "missing"), ("latency/budget-holds", "missing")]


@pytest.mark.parametrize("decision", list(Decision))
def test_the_verdict_and_its_reasons_are_the_reports(decision: Decision) -> None:
    report = replace(examples.hold(), verdict=Verdict(decision, ("because",)))
    document = parsed(report)
    assert (document["verdict"], document["reasons"]) == (decision.value, ["because"])
    assert document["headline"] == f"{decision.value}, 2 of 7 rules: smoke on a URL"


def test_a_run_at_work_is_a_hold_of_the_same_shape() -> None:
    text = verdict_json.unfinished("r-1", "knowledge", "local", examples.STARTED)
    document = json.loads(text)
    assert set(document) == set(parsed(examples.go()))
    assert (document["verdict"], document["run"], document["rules"]) == ("HOLD", "r-1", [])
    assert document["headline"] == "HOLD, 0 of 0 rules: did not finish"
    assert "did not finish" in document["reasons"][0]


def test_hostile_text_stays_whole_and_the_file_pure_ascii() -> None:
    text = verdict_json.render(examples.hostile())
    assert text.isascii()
    assert "\x1b" not in text
    assert json.loads(text)["reasons"] == [examples.HOSTILE]
    assert json.loads(text)["rules"][0]["evidence"]["n"] == "nan"


def test_each_rule_keeps_its_outcome_and_a_cause_is_listed_once() -> None:
    document = parsed(examples.dead())
    assert {rule["outcome"] for rule in document["rules"]} == {"error"}
    assert {rule["cause"] for rule in document["rules"]} == {examples.REFUSED}
    assert document["causes"] == [
        {"cause": examples.REFUSED, "rules": [rule.id for rule in examples.dead().rules]}
    ]
    assert len(document["reasons"]) == 1
