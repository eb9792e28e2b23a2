"""What a run looks at, decided before anything runs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gonogo.contract.model import Contract
from gonogo.core.observation import Can
from gonogo.core.rule import Rule
from gonogo.extras import install

_STARTED = "run it with --target=local (`deployment.local`) or --target=compose (`deployment.compose`)"
_STACK = "run it with --target=compose (`deployment.compose`)"
_DEPENDENCY = "name it under `dependencies`, and run with --target=compose (`deployment.compose`)"
_TRAFFIC = "--target=compose with `deployment.compose.traffic_network`"

HOW = {
    Can.ANSWER: "give a target that answers by --target",
    Can.ENTER_THE_FRONT: "run it with --target=compose (`deployment.compose`), or give a URL by --target",
    Can.REACH_REPLICAS: "give each replica's URL by --replica",
    Can.READ_EXPOSITION: "say `metrics.exposure: public`, or give each replica's URL by --replica",
    Can.READ_PROCESSES: "run it with --target=local (`deployment.local`) on Linux or --target=compose"
    " (`deployment.compose`), or say `metrics.exposure: public`, or give each replica's URL by --replica",
    Can.START_ONCE: _STARTED,
    Can.RUN_COMMAND: f"name it under `deployment.commands`, and {_STARTED}",
    Can.TAKE_WRITES: "allow them by --allow-writes",
    Can.SPEAK_TLS: "give an https URL by --target, or say under `deployment.tls` where a release that is"
    " started here speaks it",
    Can.SEE_ADDRESSES: "run it with --target=local (`deployment.local`) on Linux, or say `address: false` at"
    " the `other` of one of `security.limits` where a name or a credential tells two clients apart",
    Can.TAKE_LOAD: "allow it by --allow-load",
    Can.BE_COMPARED: "name that release by --baseline",
    Can.STOP_DEPENDENCY: _DEPENDENCY,
    Can.PAUSE_DEPENDENCY: _DEPENDENCY,
    Can.CUT_OFF_REPLICA: _DEPENDENCY,
    Can.EXECUTE_IN_DEPENDENCY: _DEPENDENCY,
    Can.START_REPLICA: "run it with --target=local (`deployment.local`, `{port:N}` in it for a probe on"
    f" port N), or {_TRAFFIC}",
    Can.INSPECT_CONTAINERS: _STACK,
    Can.READ_IMAGE: _STACK,
    Can.READ_LOGS: _STARTED,
    Can.REACH_SERVICES: _STACK,
    Can.READ_SOURCE: _STARTED,
    Can.READ_ADVISORIES: f"name a database under `deployment.advisories`, and {_STARTED}",
    Can.ROLL_OUT: f"run it with {_TRAFFIC}",
}
"""What makes each power possible: the option, or the key of the contract."""

PACKAGES = {Can.TAKE_LOAD: "load"}
"""What an installation needs besides, by power."""


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
            return "not_promised", contract.lacks(section)
    needs = rule.experiment.needs_of(contract)
    missing = sorted(needs - can, key=lambda need: need.value)
    if missing:
        return "not_possible", "; ".join(f"this target cannot {need.value}: {HOW[need]}" for need in missing)
    absent = [words for need in needs if need in PACKAGES and (words := install(PACKAGES[need]))]
    return ("not_possible", f"packages are not installed: {'; '.join(absent)}") if absent else None


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
