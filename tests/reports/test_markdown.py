from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome, Problem
from gonogo.reports import markdown
from gonogo.reports.details import escape
from gonogo.reports.model import Report
from tests.reports import examples


@pytest.mark.parametrize("make", [examples.go, examples.no_go, examples.hold])
def test_the_summary_opens_with_the_headline_and_its_reasons(make: Callable[[], Report]) -> None:
    lines = markdown.render(make()).splitlines()
    assert lines[0] == f"## {make().headline}"
    assert lines[2].startswith("- ")


def test_the_table_has_a_row_a_gate_and_a_total() -> None:
    rows = [line for line in markdown.render(examples.no_go()).splitlines() if line.startswith("|")]
    assert {line.count("|") for line in rows} == {11}
    assert rows[-1] == "| all gates | 1 | 1 | - | 1 | 1 | 1 | 1 | 12 | 6.2 |"
    assert len(rows) == 2 + 5 + 1


def test_what_stands_beside_the_verdict_is_named_and_what_is_absent_too() -> None:
    text = markdown.render(examples.no_go())
    assert (
        "- **Demoted**: none\n- **Waived**: 1\n  - <code>security/headers-are-set</code>: waived by" in text
    )
    assert "- **Proven by no seeded defect**: 1\n  - <code>health/liveness-survives-outage</code>\n" in text


def test_rules_to_act_on_are_folded_worst_first_and_capped() -> None:
    text = markdown.render(examples.no_go())
    assert re.findall(r"<summary><b>(.*?)</b>", text) == ["failed", "error", "no finding", "inconclusive"]
    assert text.count("where:     GET /articles/") == 5
    assert "<p>and 2 more problems in verdict.json</p>" in text


def test_an_empty_line_of_a_problem_does_not_end_its_block() -> None:
    problem = Problem("w", "e", "a\n\n<script>\n\n# big")
    found = examples.finding("health/x", Outcome.FAILED, problems=(problem,))
    rule = examples.rule("health/x", Outcome.FAILED, finding=found)
    text = markdown.render(replace(examples.hold(), rules=(rule,)))
    assert "\n\n<pre>where:     w\n" in text
    assert [line for line in text.splitlines() if line.startswith("# ")] == []
    assert "&lt;script&gt;" in text


@pytest.mark.parametrize(
    "bad", ["`a`", "*a*", "_a_", "[a](b)", "<b>", "a|b", "# a", "- a", "1. a", "~~a~~", "$a$", "\\a"]
)
def test_nothing_that_markdown_reads_survives(bad: str) -> None:
    shown = escape(bad)
    assert re.findall(r"[`*_\[\]<>|~$\\]", shown) == []
    assert re.match(r"[a-zA-Z&]", shown)


def test_hostile_text_brings_neither_tags_nor_control_characters() -> None:
    text = markdown.render(examples.hostile())
    assert set(re.findall(r"</?(\w+)", text)) <= {"details", "summary", "b", "code", "pre", "p"}
    assert all(line.isprintable() for line in text.split("\n"))
    assert text.count("<pre>") == text.count("</pre>")


def test_a_summary_stays_below_what_ci_takes() -> None:
    big = Problem("w" * 100_000, "e" * 100_000, "o" * 100_000)
    found = examples.finding("health/x", Outcome.FAILED, problems=(big,) * 50)
    rules = tuple(examples.rule(f"health/x{n}", Outcome.FAILED, finding=found) for n in range(100))
    reasons = tuple("r" * 100_000 for _ in range(100))
    report = replace(
        examples.no_go(), rules=rules, verdict=replace(examples.no_go().verdict, reasons=reasons)
    )
    assert len(markdown.render(report).encode()) < 1024 * 1024


def test_a_cause_is_told_whole_once_with_every_rule_that_it_keeps() -> None:
    cause = "it ended with 1: Traceback\n  frame\nValueError: no database"
    text = markdown.render(examples.dead(cause=cause))
    assert text.count("ValueError: no database") == 1
    assert "- it ended with 1: Traceback &#8230; (keeps 8 rules from an answer)" in text
    assert "<p>this keeps 8 rules from an answer: <code>health/rule&#45;0</code>" in text or (
        "<p>this keeps 8 rules from an answer: <code>health/rule-0</code>" in text
    )
    assert text.count("<details") == 1


def test_advice_is_called_advice() -> None:
    text = markdown.render(examples.go())
    assert "<b>advice</b> <code>metrics/names-follow-convention</code>" in text
    assert "<b>failed" not in text
