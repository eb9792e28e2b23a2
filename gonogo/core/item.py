"""The pytest id of a rule, and back: made here and nowhere else."""

from __future__ import annotations

import re

_ITEM = re.compile(r"(?:^|/)([^/:]+)/test_gate\.py::test_rule\[([^\]]+)\]$")


def item_of(rule_id: str) -> str:
    """Return ``suites/health/test_gate.py::test_rule[liveness-answers]`` for ``health/liveness-answers``."""
    gate, _, name = rule_id.partition("/")
    return f"suites/{gate}/test_gate.py::test_rule[{name}]"


def rule_id_of(item: str) -> str:
    """Return the rule's id of a pytest id, empty where it is no rule's.

    The path before it may be longer, and begins with the gate where the suites are installed.
    """
    found = _ITEM.search(item)
    return f"{found[1]}/{found[2]}" if found else ""
