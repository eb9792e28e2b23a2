"""What contracts of an older version called otherwise, and what to tell of a key that nobody knows."""

from __future__ import annotations

from gonogo import __version__

BUDGET_KEYS = {"p50_seconds": "p50", "p95_seconds": "p95", "p99_seconds": "p99"}
"""Keys of a journey, by the percentile that `budgets` has for each."""

RENAMED_RULES = {"metrics/label-growth-is-bounded": "metrics/series-cardinality-is-bounded"}
"""Ids of rules that contracts may still name."""

_MIGRATE = "an older version's: `gonogo migrate-contract` writes it anew"


def told_of_key(section: str, key: str) -> str:
    """Say how an older version's key is written today, or that a newer version may know it."""
    if section == "Journey" and key in BUDGET_KEYS:
        return f"; it is {_MIGRATE} as `budgets: {{{BUDGET_KEYS[key]}: …}}`"
    return ""


def told_of_rule(rule: str) -> str:
    """Say what a rule is called today; empty where it never had another name."""
    return f"; it is called {RENAMED_RULES[rule]} now, {_MIGRATE}" if rule in RENAMED_RULES else ""


def newer() -> str:
    """Say what may be the reason that a contract has keys that nobody here knows."""
    return f"a contract of a newer version may have keys that this one ({__version__}) does not know"
