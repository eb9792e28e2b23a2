"""What a run looks at, decided before anything runs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from suites.core.contract import Contract
from suites.core.observation import Can
from suites.core.rule import Rule


@dataclass(frozen=True)
class Scope:
    """Each rule is in exactly one of four lists; the two *not* lists say why, rule by rule."""

    selected: tuple[str, ...] = ()
    not_promised: tuple[tuple[str, str], ...] = ()
    not_possible: tuple[tuple[str, str], ...] = ()
    deselected: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """How many rules there are."""
        return sum(map(len, (self.selected, self.not_promised, self.not_possible, self.deselected)))


def why_not(rule: Rule, contract: Contract, can: frozenset[Can]) -> tuple[str, str] | None:
    """Return ("not_promised" | "not_possible", reason), or None where the rule can be selected."""
    for section in rule.promises:
        if not contract.promises(section):
            return "not_promised", f"the contract has no {section}"
    missing = sorted(need.value for need in rule.experiment.needs - can)
    if missing:
        return "not_possible", f"this target cannot {' or '.join(missing)}"
    return None


def scope_of(rules: Iterable[Rule], contract: Contract, can: frozenset[Can], chosen: frozenset[str]) -> Scope:
    """Sort all rules; ``chosen`` holds the ids that ``-m``, ``-k`` and ``--gate`` left over."""
    lists: dict[str, list[tuple[str, str]]] = {k: [] for k in Scope.__dataclass_fields__}
    for rule in rules:
        kind, reason = why_not(rule, contract, can) or (
            ("selected", "") if rule.id in chosen else ("deselected", "")
        )
        lists[kind].append((rule.id, reason))
    return Scope(
        selected=tuple(i for i, _ in lists["selected"]),
        not_promised=tuple(lists["not_promised"]),
        not_possible=tuple(lists["not_possible"]),
        deselected=tuple(i for i, _ in lists["deselected"]),
    )
