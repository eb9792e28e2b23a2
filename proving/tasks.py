"""What a run of the prover has to do, one start at a time, and what each start is likely to take."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, partial

from gonogo.core.discover import discover
from gonogo.core.observation import Kind
from proving.catalogue import Seed, expected_rules, unknown_rules
from proving.groups import Member, distinct_ordinals, grouped, measures, strangers
from proving.scope import judges_of, sums_up
from proving.seed import Place, Twin
from proving.typical import typical_seconds

_OVERHEAD_SECONDS = {"local": 3.0, "compose": 12.0}
_MEASUREMENT_SECONDS = 15.0
Grouping = Callable[[Iterable[Member]], list[tuple[Member, ...]]]


@dataclass(frozen=True)
class Task:
    """One start: members of seeds, or none for the release as it is. ``rules`` is empty for every rule.

    ``own_rules`` says that its members are judged by nothing but the rules that have to refuse them.
    """

    target: Place
    members: tuple[Member, ...]
    rules: tuple[str, ...]
    measures: bool = False
    own_rules: bool = False

    @property
    def seconds(self) -> float:
        """What it typically takes on a machine of its own."""
        return _OVERHEAD_SECONDS[self.target] + _typical(self.target, self.rules)

    @property
    def clean(self) -> bool:
        """Whether it has to be GO."""
        return not self.members or isinstance(self.members[0][0].declared, Twin)


FEW = 3
"""So many first numbers share a start at most: all that is near judges them."""
BATCH = 8
"""So many seeds are begun and brought to their end together where there is not the time for all."""


def hurried(seeds: Iterable[Seed], again: Collection[Seed], count: int, *, whole: bool) -> list[Task]:
    """Return the starts where time is short: the quickest seeds first, a few with all numbers at a time."""
    quickest = sorted(seeds, key=lambda seed: (measures(seed), _task([(seed, 1)]).seconds, seed.id))
    parts = [quickest[start : start + BATCH] for start in range(0, len(quickest), BATCH)]
    return [task for part in parts for task in planned(part, again, (), count, whole=whole)]


def planned(
    seeds: Iterable[Seed], again: Collection[Seed], controls: Iterable[Place], count: int, *, whole: bool
) -> list[Task]:
    """Return the starts in the order in which they are due: measurements, first numbers, twins, later ones.

    Seeds of ``again`` are proven but for a rule that was there already: their expected rules are enough.
    """
    chosen = list(seeds)
    twins = [seed for seed in chosen if isinstance(seed.declared, Twin)]
    defects = [seed for seed in chosen if seed not in twins]
    first = [seed for seed in defects if seed not in again]
    few = partial(strangers, most=1 if whole else FEW)
    honest = [_task(group, whole=whole) for group in _apart(first, few)]
    good = [_task(group, whole=whole) for group in _apart(twins, grouped)]
    later = [
        _task(group, own_rules=True)
        for ordinal in range(1, count + 1)
        for group in grouped(
            [(seed, ordinal) for seed in defects if ordinal in later_ordinals(seed, again, count)]
        )
    ]
    controlled = [Task(target, (), ()) for target in controls]
    return sorted([*_longest_first([*controlled, *honest, *good]), *_longest_first(later)], key=_turn)


def _apart(chosen: Sequence[Seed], group: Grouping) -> list[tuple[Member, ...]]:
    """Group first numbers; one whose judges disrupt a stack is alone, as one whose rules measure is."""
    steady = [(seed, 1) for seed in chosen if not _disrupts(seed)]
    return [*group(steady), *(((seed, 1),) for seed in chosen if _disrupts(seed))]


def later_ordinals(seed: Seed, again: Collection[Seed], count: int) -> tuple[int, ...]:
    """Return the ordinals that may share a start: all but the first, or that alone where no more is asked."""
    return (1,) if seed in again else tuple(n for n in distinct_ordinals(seed, count) if n > 1)


def singles(task: Task) -> list[Task]:
    """Return the starts of each member by itself, for a group that was not as it should be."""
    return [_task([member], own_rules=task.own_rules) for member in task.members]


def _task(members: Sequence[Member], *, own_rules: bool = False, whole: bool = False) -> Task:
    rules = tuple(dict.fromkeys(rule for seed, _ in members for rule in expected_rules(seed)))
    seed = members[0][0]
    judges = () if whole else judges_of(rules, seed.target)
    enough = own_rules and not unknown_rules(seed) and not sums_up(rules)
    return Task(seed.target, tuple(members), rules if enough else judges, measures(seed), own_rules)


def _longest_first(tasks: Iterable[Task]) -> list[Task]:
    return sorted(tasks, key=lambda task: -task.seconds)


def _turn(task: Task) -> int:
    """Measurements come first: who measures waits for what is under way, and meanwhile nobody begins any.

    The release as it is measures once in minutes, and is none of them.
    """
    return 0 if task.measures else 1


def _disrupts(seed: Seed) -> bool:
    """Whether its own rules disrupt, or, on a stack, where that takes a minute, any of its judges."""
    own = expected_rules(seed)
    rules = judges_of(own, seed.target) if seed.target == "compose" else own
    return not _disrupting().isdisjoint(rules)


@cache
def _disrupting() -> frozenset[str]:
    return frozenset(rule.id for rule in discover() if rule.experiment.kind is Kind.DISRUPTS)


@cache
def _typical(target: Place, rules: tuple[str, ...]) -> float:
    known = typical_seconds(target)
    names = {rule.experiment.name for rule in discover() if not rules or rule.id in rules}
    return known.get("target", 0.0) + sum(known.get(name, 0.0) for name in names)
