"""What holds for every seed: its name, its documentation, its rules, its draws."""

from __future__ import annotations

from pathlib import Path

import pytest

from defects.catalogue import Seed, expected_rules, seed_files, seed_id, seeds
from defects.seed import Defect, Twin
from suites.core.discover import discover

SEEDS = [pytest.param(seed, id=seed.id) for seed in seeds()]
RULES = {rule.id for rule in discover()}
GATES = {rule.gate for rule in discover()}


def test_each_file_is_a_seed() -> None:
    assert [seed.path for seed in seeds()] == seed_files()


def test_an_id_comes_from_the_file_name() -> None:
    assert seed_id(Path("defects/hlt_06_a_long_name.py")) == "HLT-06-a-long-name"


@pytest.mark.parametrize("seed", SEEDS)
def test_names_rules_that_exist(seed: Seed) -> None:
    collateral = seed.declared.collateral if isinstance(seed.declared, Defect) else ()
    assert expected_rules(seed)
    assert {*expected_rules(seed), *collateral} <= RULES
    assert not set(expected_rules(seed)) & set(collateral)


@pytest.mark.parametrize("seed", SEEDS)
def test_is_documented(seed: Seed) -> None:
    second = "Ships" if isinstance(seed.declared, Defect) else "Good because"
    paragraphs = seed.documentation.split("\n\n", 1)
    assert paragraphs[0].endswith(".")
    assert paragraphs[1].startswith(f"{second}: ")
    assert "\nSource: " in paragraphs[1]


@pytest.mark.parametrize("seed", SEEDS)
def test_draws_the_same_for_the_same_number(seed: Seed) -> None:
    assert seed.injection(seed.number(1)) == seed.injection(seed.number(1))
    assert seed.injection(seed.number(1)).fact


@pytest.mark.parametrize("seed", SEEDS)
def test_numbers_differ_by_ordinal_and_by_seed(seed: Seed) -> None:
    numbers = [seed.number(ordinal) for ordinal in (1, 2, 3)]
    assert len(set(numbers)) == 3
    assert all(other.number(1) not in numbers for other in seeds() if other.id != seed.id)


@pytest.mark.parametrize("seed", SEEDS)
def test_wraps_only_where_it_says_so(seed: Seed) -> None:
    module = __import__(f"defects.{seed.module}", fromlist=["wrap"])
    assert seed.injection(1).wraps == hasattr(module, "wrap")


@pytest.mark.parametrize("seed", SEEDS)
def test_changes_something(seed: Seed) -> None:
    injection = seed.injection(seed.number(1))
    assert (
        injection.wraps
        or injection.command
        or injection.environment
        or injection.dockerfile
        or (injection.override)
    )


def test_each_gate_has_a_defect_and_a_twin() -> None:
    by_kind = {
        kind: {r.split("/")[0] for s in seeds() if isinstance(s.declared, kind) for r in expected_rules(s)}
        for kind in (Defect, Twin)
    }
    assert by_kind[Defect] == GATES
    assert by_kind[Twin] == GATES
