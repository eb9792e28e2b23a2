"""Which seed numbers share a start: those that change different things, for different rules.

A start costs more than most rules do. First numbers, which whatever is near judges, share one only with
defects of other gates. Members of a group that is not caught as a whole are proven alone.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import chain

from gonogo.core.discover import discover
from gonogo.core.observation import Experiment, Kind
from proving.catalogue import Seed, expected_rules, unknown_rules
from proving.release import touching
from proving.scope import sums_up
from proving.seed import Defect, Injection

Member = tuple[Seed, int]
"""A seed and the ordinal of its number."""
_DOORS = (
    *("metrics/exact-path-answers", "metrics/content-type-is-listed"),
    *("config/every-profile-renders", "health/probe-path-is-exact"),
)
"""Where one of these refuses, the other rules of its gate have nothing to read, or the reverse."""
MOST = 6
"""So many members at most: each that is not caught costs the others their proof."""


def grouped(members: Iterable[Member], most: int = MOST) -> list[tuple[Member, ...]]:
    """Part the members into groups that can share a start; who touches every other is alone."""
    return _parted(members, most, why_apart)


def strangers(members: Iterable[Member], most: int) -> list[tuple[Member, ...]]:
    """Group only defects of different gates: what refuses a neighbour is then nothing near a defect's own."""

    def apart(group: Sequence[Member]) -> str:
        gates = [gate for seed, _ in group for gate in _gates_of_rules(seed)]
        return "they belong to one gate" if len(gates) > len(set(gates)) else why_apart(group)

    return _parted(members, most, apart)


def _parted(
    members: Iterable[Member], most: int, apart: Callable[[Sequence[Member]], str]
) -> list[tuple[Member, ...]]:
    """Put each member into the first group in which nothing stands against it and another one of it."""
    groups: list[list[Member]] = []
    for member in members:
        fitting = (
            group
            for group in groups
            if len(group) < most and not any(apart([other, member]) for other in group)
        )
        found = next(fitting, None)
        if found is None:
            groups.append([member])
        else:
            found.append(member)
    return [tuple(group) for group in groups]


def why_apart(members: Sequence[Member]) -> str:
    """Say why these cannot share a start; empty where they can."""
    if len({seed.target for seed, _ in members}) > 1:
        return "they run on different targets"
    if len(members) > 1 and any(sums_up(expected_rules(seed)) for seed, _ in members):
        return "one sums up what the other changes"
    if len(members) > 1 and any(_is_new(seed) for seed, _ in members):
        return "what refuses one for which there is no rule is not known"
    found = _rules_apart(members) or _experiments_apart([_experiments(seed) for seed, _ in members])
    return found or touching([_drawn(seed, ordinal) for seed, ordinal in members])


def _rules_apart(members: Sequence[Member]) -> str:
    rules = [rule for seed, _ in members for rule in _touched_rules(seed)]
    if len(rules) > len(set(rules)):
        return "a rule may refuse two of them"
    if any(rule in _DOORS and _others_of_its_gate(rule, rules) for rule in rules):
        return "one keeps the other's rule from reading anything"
    return ""


def _experiments_apart(experiments: Sequence[frozenset[Experiment]]) -> str:
    if len(experiments) > 1 and any(e.kind is Kind.MEASURES for e in chain(*experiments)):
        return "a measurement sees whatever takes time"
    if any(not disjoint for disjoint in _disruptions_apart(experiments)):
        return "one disrupts what the other looks at"
    inspected = [gate for own in experiments for gate in _gates(e for e in own if e.kind is Kind.INSPECTS)]
    if len(inspected) > len(set(inspected)):
        return "what one leaves of a file may keep the other's rule from reading it"
    return ""


def _others_of_its_gate(door: str, rules: Iterable[str]) -> bool:
    gate, _ = door.split("/")
    return any(rule.startswith(f"{gate}/") and rule != door for rule in rules)


def _disruptions_apart(experiments: Sequence[frozenset[Experiment]]) -> Iterable[bool]:
    """Give, for each two that disrupt, whether different experiments of the same gate do it."""
    disrupting = [own for own in experiments if any(e.kind is Kind.DISRUPTS for e in own)]
    for number, own in enumerate(disrupting):
        for other in disrupting[:number]:
            yield not own & other and _gates(own) == _gates(other) and "rollback" not in _gates(own)


def _gates(experiments: Iterable[Experiment]) -> set[str]:
    return {experiment.name.split(".")[0] for experiment in experiments}


def _gates_of_rules(seed: Seed) -> set[str]:
    return {rule.split("/")[0] for rule in _touched_rules(seed)}


@cache
def _is_new(seed: Seed) -> bool:
    return bool(unknown_rules(seed)) or not expected_rules(seed)


@cache
def _touched_rules(seed: Seed) -> set[str]:
    collateral = seed.declared.collateral if isinstance(seed.declared, Defect) else ()
    return {*expected_rules(seed), *collateral}


@cache
def _experiments(seed: Seed) -> frozenset[Experiment]:
    return frozenset(rule.experiment for rule in discover() if rule.id in expected_rules(seed))


def measures(seed: Seed) -> bool:
    """Whether what has to refuse it measures, for which it has the machine to itself."""
    return any(experiment.kind is Kind.MEASURES for experiment in _experiments(seed))


def distinct_ordinals(seed: Seed, count: int) -> tuple[int, ...]:
    """Return the ordinals of the numbers that differ: one that draws what another drew is the same proof.

    A wrap that draws as well counts as different, whatever it draws.
    """
    if _drawn(seed, 1).wraps and _wrap_draws(seed):
        return tuple(range(1, count + 1))
    drawn = [_drawn(seed, ordinal) for ordinal in range(1, count + 1)]
    return tuple(place + 1 for place, one in enumerate(drawn) if one not in drawn[:place])


@cache
def _drawn(seed: Seed, ordinal: int) -> Injection:
    return seed.injection(seed.number(ordinal))


@cache
def _wrap_draws(seed: Seed) -> bool:
    """Whether a seed's wrap has any use for its generator."""
    tree = ast.parse(seed.path.read_bytes())
    wraps = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == "wrap"]
    if len(wraps) != 1 or len(wraps[0].args.args) != 2:
        return True  # it is taken from elsewhere
    generator = wraps[0].args.args[1].arg
    return any(isinstance(node, ast.Name) and node.id == generator for node in ast.walk(wraps[0]))
