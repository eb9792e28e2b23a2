"""Find every rule by its folder: ``suites/<gate>/rules/<name>.py``. There is no registration."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from gonogo.core import catalogue
from gonogo.core.rule import Rule
from gonogo.home import SUITES


def rule_files() -> list[Path]:
    """Every rule file, sorted by gate and name."""
    return sorted(p for p in SUITES.glob("*/rules/*.py") if p.name != "__init__.py")


def rule_id(path: Path) -> str:
    """Turn a rule file's path into the rule's id."""
    return f"{path.parent.parent.name}/{path.stem.replace('_', '-')}"


@lru_cache(maxsize=1)
def discover() -> tuple[Rule, ...]:
    """Return all rules; BrokenRuleError names the first file that cannot be used.

    They are imported where something of them has changed since that was last done.
    """
    ids = [rule_id(path) for path in rule_files()]
    if (kept := catalogue.recall(ids)) is not None:
        return kept
    rules = tuple(map(catalogue.load, ids))
    catalogue.keep(rules)
    return rules


def gates() -> tuple[str, ...]:
    """Names of the gates that have a rules folder."""
    return tuple(sorted(p.parent.name for p in SUITES.glob("*/rules") if p.is_dir()))
