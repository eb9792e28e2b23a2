"""The metrics gate: one test for each of its rules."""

from __future__ import annotations

from collections.abc import Callable

from gonogo.core.rule import Rule


def test_rule(rule: Rule, examine: Callable[[Rule], None]) -> None:
    """Examine one rule; its finding is the outcome."""
    examine(rule)
