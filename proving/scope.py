"""Which rules judge a proof: those that have to refuse, and all whose word on it is worth its time.

Whatever reads or writes takes seconds and judges every seed. Inspections judge the seeds of their own gate,
and disruptions do where they take seconds: those of a stack, where each takes half a minute, and a long one
of a process judge what they have to refuse. Five kinds judge what they have to refuse and nothing else:
those that start the release dozens of times, a measurement, which has the machine for itself, those that look
at services beside the release, for which twice as many containers have to start, those that read logs or an
image, and what uses up a limit, which waits a minute for what the others sent. What sums others up judges its
own seeds, beside whatever is near. The release as it is, and each seed with `--whole`, is judged by every
rule.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from gonogo.core.discover import discover
from gonogo.core.observation import Can, Kind
from gonogo.core.rule import Rule
from proving.seed import Place
from proving.typical import typical_seconds

_QUICK = (Kind.READS, Kind.WRITES)
_OF_THE_GATE: dict[Place, tuple[Kind, ...]] = {
    "local": (Kind.INSPECTS, Kind.DISRUPTS),
    "compose": (Kind.INSPECTS,),
}
_OTHER_SERVICES = frozenset({Can.REACH_SERVICES, Can.INSPECT_CONTAINERS})
_LONG_SECONDS = 8.0
_FOR_THEIR_OWN = _OTHER_SERVICES | {Can.START_ONCE, Can.READ_LOGS, Can.READ_IMAGE}


def judges_of(expected: Collection[str], target: Place) -> tuple[str, ...]:
    """Return the ids of the rules that judge a seed on a target which the expected ones have to refuse.

    One that expects no rule is judged by all that there are: none are returned.
    """
    return _judges(frozenset(expected), target)


@cache
def _judges(expected: frozenset[str], target: Place) -> tuple[str, ...]:
    rules = discover() if expected else ()
    gates = {rule_id.partition("/")[0] for rule_id in expected}
    experiments = {rule.experiment.name for rule in rules if rule.id in expected}
    own_gate, known = _OF_THE_GATE[target], typical_seconds(target)
    long = {name for name, seconds in known.items() if seconds > _LONG_SECONDS}
    return tuple(
        rule.id
        for rule in rules
        if rule.experiment.name in experiments or _is_near(rule, gates, own_gate, long)
    )


def _is_near(rule: Rule, gates: Collection[str], own_gate: Collection[Kind], long: Collection[str]) -> bool:
    if rule.experiment.kind is Kind.DISRUPTS and rule.experiment.name in long:
        return False
    if rule.experiment.needs & _FOR_THEIR_OWN or rule.experiment.uses_up:
        return False
    kind = rule.experiment.kind
    return kind in _QUICK or (kind in own_gate and rule.gate in gates)


def sums_up(rule_ids: Collection[str]) -> bool:
    """Whether any of the rules is made of what others found: alone it has nothing to look at."""
    return not _concluding().isdisjoint(rule_ids)


@cache
def _concluding() -> frozenset[str]:
    return frozenset(rule.id for rule in discover() if rule.experiment.concludes)


def looks_at_the_stack(rule_ids: Collection[str]) -> bool:
    """Whether any of the rules, or of all where none is named, looks past the release and what it needs."""
    rules = [rule for rule in discover() if not rule_ids or rule.id in rule_ids]
    return any(rule.experiment.needs & _OTHER_SERVICES for rule in rules)
