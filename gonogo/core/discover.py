"""Find every rule by its folder: ``suites/<gate>/rules/<name>.py``. There is no registration."""

from __future__ import annotations

import importlib
from functools import lru_cache
from pathlib import Path

from gonogo.core.rule import BrokenRuleError, Rule, from_module
from gonogo.home import SUITES


def rule_files() -> list[Path]:
    """Every rule file, sorted by gate and name."""
    return sorted(p for p in SUITES.glob("*/rules/*.py") if p.name != "__init__.py")


def rule_id(path: Path) -> str:
    """Turn a rule file's path into the rule's id."""
    return f"{path.parent.parent.name}/{path.stem.replace('_', '-')}"


@lru_cache(maxsize=1)
def discover() -> tuple[Rule, ...]:
    """Import and return all rules; BrokenRuleError names the first file that cannot be used."""
    return tuple(_load(path) for path in rule_files())


def gates() -> tuple[str, ...]:
    """Names of the gates that have a rules folder."""
    return tuple(sorted(p.parent.name for p in SUITES.glob("*/rules") if p.is_dir()))


def _load(path: Path) -> Rule:
    module = f"gonogo.suites.{path.parent.parent.name}.rules.{path.stem}"
    try:
        return from_module(rule_id(path), importlib.import_module(module))
    except BrokenRuleError:
        raise
    except Exception as broken:
        raise BrokenRuleError(
            f"{rule_id(path)}: {path.name} does not load: {type(broken).__name__}: {broken}"
        ) from broken
