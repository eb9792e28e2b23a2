from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from gonogo.core.scope import Scope
from gonogo.core.verdict import Decision, Verdict
from gonogo.reports import junit
from gonogo.reports.model import Report
from tests.reports import examples


def parsed(report: Report) -> ET.Element:
    return ET.fromstring(junit.render(report))  # noqa: S314 - our own text


def case(report: Report, name: str) -> ET.Element:
    return next(found for found in parsed(report).iter("testcase") if found.get("name") == name)


def properties(element: ET.Element) -> list[tuple[str | None, str | None]]:
    return [(found.get("name"), found.get("value")) for found in element.findall("properties/property")]


def test_one_suite_a_gate_and_one_for_the_verdict() -> None:
    names = [suite.get("name") for suite in parsed(examples.no_go())]
    assert names == ["verdict", "config", "health", "latency", "metrics", "security", "rollback"]


def test_totals_are_the_sums_of_what_is_there() -> None:
    root = parsed(examples.no_go())
    counted = (root.get("tests"), root.get("failures"), root.get("errors"), root.get("skipped"))
    assert counted == ("7", "2", "3", "0")
    assert len(list(root.iter("testcase"))) == 7


@pytest.mark.parametrize(
    ("name", "tag", "kind"),
    [
        ("health/liveness-survives-outage", "failure", "failed"),
        ("config/settings-are-checked", "error", "error"),
        ("latency/budget-holds", "error", "inconclusive"),
        ("metrics/exposition-parses", "error", "missing"),
    ],
)
def test_what_is_not_a_pass_is_red_under_its_own_name(name: str, tag: str, kind: str) -> None:
    red = [child for child in case(examples.no_go(), name) if child.tag != "properties"]
    assert [(child.tag, child.get("type")) for child in red] == [(tag, kind)]


def test_a_go_with_advice_is_green_and_the_advice_is_a_property() -> None:
    root = parsed(examples.go())
    assert (root.get("failures"), root.get("errors")) == ("0", "0")
    assert [found.tag for found in root.iter() if found.tag in ("failure", "error")] == []
    found = dict(properties(case(examples.go(), "metrics/names-follow-convention")))
    assert found["outcome"] == "failed"
    assert str(found["advice"]).startswith("advisory: GET /health/live on replica 2: expected 200")
    unsettled = dict(properties(case(examples.go(), "security/packages-have-no-advisory")))
    assert unsettled["advice"] == "only 12 of 500 requests were answered"


def test_a_cause_is_red_once_and_what_it_keeps_is_a_property() -> None:
    root = parsed(examples.dead())
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("1", "0", "1")
    said = next(root.iter("error"))
    assert said.text == (
        f"{examples.REFUSED}\nthis keeps 8 rules from an answer: {', '.join(examples.dead().scope.selected)}"
    )
    health = next(suite for suite in root if suite.get("name") == "health")
    kept = [value for name, value in properties(health) if name == "kept_from_an_answer"]
    assert kept == [f"{rule}: {examples.REFUSED}" for rule in examples.dead().scope.selected]


def test_a_waived_rule_passes_with_a_property() -> None:
    found = case(examples.go(), "security/headers-are-set")
    assert [child.tag for child in found] == ["properties"]
    assert ("waived", "waived by payments until 2026-03-01: fixed in the next release") in properties(found)


def test_rules_out_of_scope_are_properties_and_never_skipped_tests() -> None:
    root = parsed(examples.go())
    metrics = next(suite for suite in root if suite.get("name") == "metrics")
    assert ("deselected", "metrics/no-duplicates") in properties(metrics)
    rollback = next(suite for suite in root if suite.get("name") == "rollback")
    expected = ("not_possible", "rollback/bad-release-is-undone: this target cannot roll out")
    assert (expected in properties(rollback), rollback.get("tests")) == (True, "0")
    assert list(root.iter("skipped")) == []


@pytest.mark.parametrize(("decision", "tag"), [(Decision.NO_GO, "failure"), (Decision.HOLD, "error")])
def test_an_empty_run_is_not_green(decision: Decision, tag: str) -> None:
    verdict = Verdict(decision, ("no rule was selected",))
    empty = replace(examples.hold(), rules=(), scope=Scope(), verdict=verdict)
    assert [found.text for found in parsed(empty).iter(tag)] == ["no rule was selected"]


def test_a_go_has_a_green_verdict() -> None:
    suite = parsed(examples.go())[0]
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("1", "0", "0")
    assert ("verdict", "GO, 6 of 11 rules: smoke on a URL") in properties(suite)


def test_hostile_text_is_text() -> None:
    message = case(examples.hostile(), "health/failed")[1].get("message") or ""
    assert "\\x1b[2J\\x00</pre><script>" in message
    assert list(parsed(examples.hostile()).iter("script")) == []
