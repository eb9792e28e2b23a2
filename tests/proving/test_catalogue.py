"""What holds for every seed: its name, its documentation, its rules, its draws."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path

from gonogo.core.discover import discover
from proving.catalogue import Seed, expected_rules, seed_files, seed_id, seeds
from proving.seed import Defect, Injection, Twin

RULES = {rule.id for rule in discover()}
GATES = {rule.gate for rule in discover()}


def test_each_file_is_a_seed() -> None:
    assert [seed.path for seed in seeds()] == seed_files()


def test_an_id_comes_from_the_file_name() -> None:
    assert seed_id(Path("defects/hlt_06_a_long_name.py")) == "HLT-06-a-long-name"


def none_breaks(holds: Callable[[Seed], bool]) -> None:
    """Ask every seed in one test, and name those that break the rule: there are many."""
    assert [seed.id for seed in seeds() if not holds(seed)] == []


def test_each_names_rules_that_exist() -> None:
    def holds(seed: Seed) -> bool:
        collateral = set(seed.declared.collateral) if isinstance(seed.declared, Defect) else set()
        expected = set(expected_rules(seed))
        return bool(expected) and expected | collateral <= RULES and not expected & collateral

    none_breaks(holds)


def test_each_is_documented() -> None:
    def holds(seed: Seed) -> bool:
        second = "Ships" if isinstance(seed.declared, Defect) else "Good because"
        title, _, rest = seed.documentation.partition("\n\n")
        return title.endswith(".") and rest.startswith(f"{second}: ") and "\nSource: " in rest

    none_breaks(holds)


def test_each_draws_the_same_for_the_same_number() -> None:
    def holds(seed: Seed) -> bool:
        once, again = (seed.injection(seed.number(1)) for _ in range(2))
        return once == again and bool(once.fact)

    none_breaks(holds)


def test_numbers_differ_by_ordinal_and_by_seed() -> None:
    numbers = [seed.number(ordinal) for seed in seeds() for ordinal in (1, 2, 3)]
    assert len(set(numbers)) == len(numbers)


def test_each_wraps_only_where_it_says_so() -> None:
    def holds(seed: Seed) -> bool:
        module = importlib.import_module(f"defects.{seed.module}")
        return seed.injection(1).wraps == hasattr(module, "wrap")

    none_breaks(holds)


def test_each_changes_something() -> None:
    def holds(seed: Seed) -> bool:
        made = seed.injection(seed.number(1))
        return made != Injection(fact=made.fact)

    none_breaks(holds)


def test_each_gate_has_a_defect_and_a_twin() -> None:
    by_kind = {
        kind: {r.split("/")[0] for s in seeds() if isinstance(s.declared, kind) for r in expected_rules(s)}
        for kind in (Defect, Twin)
    }
    assert by_kind[Defect] == GATES
    assert by_kind[Twin] == GATES
