"""Who may import what, and what no gate may know."""

from __future__ import annotations

import ast
import functools
import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
IO = {
    "os",
    "socket",
    "subprocess",
    "requests",
    "httpx",
    "docker",
    "testcontainers",
    "time",
    "pathlib",
    "fixtures",
}
GATE_CODE = [*sorted((ROOT / "suites").rglob("*.py")), *sorted((ROOT / "fixtures").rglob("*.py"))]
RULES = sorted((ROOT / "suites").glob("*/rules/*.py"))


@functools.cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(path.read_text())))


def imported(path: Path) -> set[str]:
    names = set()
    for node in nodes(path):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def name(path: Path) -> str:
    return str(path.relative_to(ROOT)).replace("/", "-")


def test_there_is_something_to_look_at() -> None:
    assert len(RULES) > 20
    assert len(GATE_CODE) > 40


@pytest.mark.parametrize("path", RULES, ids=name)
def test_a_rule_does_no_io(path: Path) -> None:
    assert {module.split(".")[0] for module in imported(path)} & IO == set()


@pytest.mark.parametrize("path", GATE_CODE, ids=name)
def test_a_gate_knows_a_service_through_its_contract_alone(path: Path) -> None:
    assert not any(module.split(".")[0] == "app" for module in imported(path))
    assert service_literals() & set(strings(path)) == set()


@pytest.mark.parametrize("path", sorted((ROOT / "suites/core").rglob("*.py")), ids=name)
def test_the_core_imports_no_gate_and_no_fixture(path: Path) -> None:
    wrong = {
        m for m in imported(path) if re.match(r"(fixtures|suites\.(?!core)|reports|defects|loadtests)", m)
    }
    assert wrong == set()


def test_there_is_one_conftest_and_it_names_plugins_only() -> None:
    ours = [folder for folder in ROOT.iterdir() if folder.is_dir() and not folder.name.startswith(".")]
    found = [*ROOT.glob("conftest.py"), *(path for folder in ours for path in folder.rglob("conftest.py"))]
    assert found == [ROOT / "conftest.py"]
    assert len(found[0].read_text().splitlines()) <= 20


def strings(path: Path) -> list[str]:
    return [n.value for n in nodes(path) if isinstance(n, ast.Constant) and isinstance(n.value, str)]


@functools.cache
def service_literals() -> frozenset[str]:
    """Every path, series and container name that the shipped contracts state, as a whole literal."""
    found: set[str] = set()
    for contract in [ROOT / "release.yaml", *sorted((ROOT / "contracts").glob("*.yaml"))]:
        found |= set(leaves(yaml.safe_load(contract.read_text())))
    ordinary = {"/", "/metrics", "app", "proxy"}  # defaults of the contract's own model, and words
    return frozenset(leaf for leaf in found - ordinary if re.match(r"(/|[a-z]+_[a-z_]+$|UKP_)", leaf))


def leaves(data: object) -> list[str]:
    if isinstance(data, dict):
        return [leaf for value in data.values() for leaf in leaves(value)]
    if isinstance(data, list):
        return [leaf for value in data for leaf in leaves(value)]
    return [data] if isinstance(data, str) else []
