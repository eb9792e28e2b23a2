"""Who may import what, and what no gate may know."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Callable
from pathlib import Path

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
CORE = sorted((ROOT / "suites/core").rglob("*.py"))


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


def packages(path: Path) -> set[str]:
    return {module.split(".")[0] for module in imported(path)}


def offenders(paths: list[Path], look: Callable[[Path], set[str]]) -> dict[str, set[str]]:
    """What was found in each file that has any of it."""
    return {str(path.relative_to(ROOT)): found for path in paths if (found := look(path))}


def test_there_is_something_to_look_at() -> None:
    assert len(RULES) > 20
    assert len(GATE_CODE) > 40
    assert len(CORE) > 10


def test_a_rule_does_no_io() -> None:
    assert offenders(RULES, lambda path: packages(path) & IO) == {}


def test_no_gate_imports_the_service() -> None:
    assert offenders(GATE_CODE, lambda path: packages(path) & {"app"}) == {}


def test_a_gate_knows_a_service_through_its_contract_alone() -> None:
    literals = service_literals()
    assert len(literals) > 20
    # A first look has no contract yet: it asks for what services usually have, by the usual names.
    guided = [path for path in GATE_CODE if ROOT / "fixtures/init" not in path.parents]
    assert offenders(guided, lambda path: literals & strings(path)) == {}


def test_the_core_imports_no_gate_and_no_fixture() -> None:
    foreign = re.compile(r"(fixtures|suites\.(?!core)|reports|defects|loadtests)")
    assert offenders(CORE, lambda path: {m for m in imported(path) if foreign.match(m)}) == {}


def test_there_is_one_conftest_and_it_names_plugins_only() -> None:
    ours = [folder for folder in ROOT.iterdir() if folder.is_dir() and not folder.name.startswith(".")]
    found = [*ROOT.glob("conftest.py"), *(path for folder in ours for path in folder.rglob("conftest.py"))]
    assert found == [ROOT / "conftest.py"]
    assert len(found[0].read_text().splitlines()) <= 20


def strings(path: Path) -> set[str]:
    return {n.value for n in nodes(path) if isinstance(n, ast.Constant) and isinstance(n.value, str)}


def service_literals() -> set[str]:
    """Every path, series and container name that the shipped contracts state, as a whole literal."""
    found: set[str] = set()
    for contract in [ROOT / "release.yaml", *sorted((ROOT / "contracts").glob("*.yaml"))]:
        found |= set(leaves(yaml.safe_load(contract.read_text())))
    ordinary = {"/", "/metrics", "app", "proxy"}  # defaults of the contract's own model, and words
    return {leaf for leaf in found - ordinary if re.match(r"(/|[a-z]+_[a-z_]+$|UKP_)", leaf)}


def leaves(data: object) -> list[str]:
    if isinstance(data, dict):
        return [leaf for value in data.values() for leaf in leaves(value)]
    if isinstance(data, list):
        return [leaf for value in data for leaf in leaves(value)]
    return [data] if isinstance(data, str) else []
