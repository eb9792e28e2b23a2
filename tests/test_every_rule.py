"""What holds for every rule: examples, documentation, and no pass on nothing."""

from __future__ import annotations

import importlib
from typing import Any

import pytest

from gonogo.core.discover import discover
from gonogo.core.finding import Outcome
from tests.judging import Case, emptied

RULES = [pytest.param(rule, id=rule.id.replace("/", "-")) for rule in discover()]


def case_of(rule: Any) -> Case:
    module = importlib.import_module(f"tests.suites.{rule.gate}.test_{rule.name.replace('-', '_')}")
    case: Case = module.CASE
    assert case.rule_id == rule.id
    return case


@pytest.mark.parametrize("rule", RULES)
def test_passes_its_clean_example(rule: Any) -> None:
    finding = case_of(rule).finding(case_of(rule).clean)
    assert (finding.outcome, finding.problems, finding.reason) == (Outcome.PASSED, (), "")
    assert finding.examined > 0


@pytest.mark.parametrize("rule", RULES)
def test_refuses_its_broken_example(rule: Any) -> None:
    finding = case_of(rule).finding(case_of(rule).broken)
    assert (finding.outcome, finding.reason) == (Outcome.FAILED, "")


@pytest.mark.parametrize("rule", RULES)
def test_is_inconclusive_about_nothing(rule: Any) -> None:
    nothing = emptied(case_of(rule).clean)
    finding = case_of(rule).finding(nothing)
    assert finding.outcome is Outcome.INCONCLUSIVE, finding.reason
    assert finding.reason
