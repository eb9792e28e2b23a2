"""Who may import what, followed all the way, and what no gate may know."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from tests.imports import FOLDERS, LINKED, OUT, ROOT, Imports, module_of, modules, nodes

EVERYTHING = frozenset({"*"})
SERVICE = frozenset({"app", "deploy"})
ENGINE = ("contract", "core", "instruments", "cleanup", "targets", "init", "proofs", "cli")
JUDGES = frozenset({"base", "contract", "core"})
LOOKS = JUDGES | {"instruments", "cleanup", "targets"}
RUNS = LOOKS | {"proofs", "reports", "loadtests", "judging", "experiments", "fixtures"}
LAYERS: dict[str, frozenset[str]] = {
    "base": frozenset(),
    "contract": frozenset({"base"}),
    "core": frozenset({"base", "contract"}),
    "instruments": frozenset({"base"}),
    "cleanup": frozenset({"base", "instruments"}),
    "targets": JUDGES | {"instruments", "cleanup"},
    "init": LOOKS | {"judging"},
    "proofs": JUDGES,
    "judging": JUDGES,
    "loadtests": frozenset({"base"}),
    "reports": JUDGES,
    "experiments": LOOKS | {"judging", "loadtests"},
    "fixtures": LOOKS | {"proofs", "reports", "loadtests"},
    "cli": RUNS | {"init"},
    "proving": LOOKS | SERVICE | {"proofs", "judging"},
    "defects": frozenset({"base", "proving", "instruments", "app"}),
    "park": LOOKS | {"fixtures", "proving"},
    "docs": JUDGES | {"judging"},
    "app": frozenset(),
    "deploy": LOOKS | {"proofs", "judging", "experiments"},
    "benchmarks": LOOKS | {"deploy", "loadtests", "judging"},
    "tests": EVERYTHING,
    "selftests": EVERYTHING,
}
"""Each layer, and those that it may import besides itself. The engine's folders stand by their names, its few
single modules are *base*; *judging* is all that is loaded with a rule or an observation; what else a gate has
is *experiments*. Nothing imports the command, and only tests import tests."""

PURE = frozenset(
    {
        *(
            "__future__",
            "ast",
            "bisect",
            "base64",
            "binascii",
            "collections",
            "collections.abc",
            "contextlib",
        ),
        *("dataclasses", "datetime", "decimal", "enum", "fractions", "functools", "hashlib", "html", "http"),
        *("itertools", "ipaddress", "json", "math", "operator", "re", "statistics", "string", "textwrap"),
        *(
            "types",
            "typing",
            "unicodedata",
            "urllib.parse",
            "zlib",
            "pydantic",
            "packaging",
            "sys",
            "inspect",
        ),
        *("html.parser", "difflib", "shlex", "codecs", "struct", "posixpath"),
        *(
            "prometheus_client.openmetrics",
            "prometheus_client.openmetrics.parser",
            "prometheus_client.parser",
        ),
        *("tree_sitter", "tree_sitter_bash", "promql_parser"),  # grammars, which are handed a text
        *("packaging.version", "packaging.specifiers", "packaging.utils", "packaging.requirements"),
    }
)
"""What code without eyes may import: nothing here reads a file, a clock of the machine, or the network."""

EYES = {
    "gonogo.extras": "asks whether packages are installed",
    "gonogo.home": "says where the gate's own files lie",
    "gonogo.contract.migrate": "is handed the path of a contract that is written anew",
    "gonogo.contract.load": "is handed the contract's path",
    "gonogo.contract.bounded": "reads the contract, the one file that a run is given",
    "gonogo.core.discover": "finds rules by their folder",
    "gonogo.core.catalogue": "imports rules, and keeps what they say beside Python's bytecode",
    "gonogo.core.secrets": "reads secrets from the environment, and makes them up",
    "gonogo.core.observation": "imports an experiment by its name when it runs",
}
"""Modules that a rule's own imports load and that have them all the same, each with its reason."""

NETWORK = frozenset(
    {
        *(
            "socket",
            "ssl",
            "urllib.request",
            "http.client",
            "http.server",
            "asyncio",
            "selectors",
            "socketserver",
        ),
        *("requests", "httpx", "aiohttp", "docker", "testcontainers", "subprocess", "multiprocessing"),
    }
)
BLIND = frozenset({"open", "exec", "eval", "compile", "__import__", "input", "breakpoint"})

GATE_CODE = [p for name in ("gonogo", "suites", "fixtures") for p in sorted((ROOT / name).rglob("*.py"))]
RULES = sorted((ROOT / "suites").glob("*/rules/*.py"))
SEEN = re.compile(r"gonogo\.((core|contract)\.|suites\.\w+\.(.*\.)?(rules|observations)(\.|$))")
ACTS = re.compile(r"\.(experiments|test_gate)(\.|$)")


def judging(imports: Imports) -> dict[str, tuple[str, ...]]:
    """Everything that is loaded with a rule, an observation or the core, with the way that leads there."""
    return imports.ways(module for module in modules() if SEEN.match(module))


def layer_of(module: str, seen: dict[str, tuple[str, ...]]) -> str:
    folder, *below = module.split(".")
    if folder != "gonogo":
        return folder
    if not below or below[0] not in LINKED + ENGINE:
        return "cli" if below == ["__main__"] else "base"
    if below[0] != "suites":
        return below[0]
    if ACTS.search(module):
        return "experiments"
    return "judging" if module in seen or len(below) <= 2 else "experiments"


def against_the_table(imports: Imports) -> set[tuple[str, str]]:
    """Every import that goes where its layer may not."""
    seen, found = judging(imports), set()
    for module in modules():
        here = layer_of(module, seen)
        legal = LAYERS[here] | {here}
        if legal.isdisjoint(EVERYTHING):
            found |= {(module, o) for o in imports.ours(module) if layer_of(o, seen) not in legal}
    return {
        (m, other) for m, other in found if not any(m == n and o.startswith(f"{other}.") for n, o in found)
    }


def eyes(imports: Imports) -> dict[str, set[str]]:
    """What code that judges could look with, by the way that leads from a rule to it."""
    looked = {module: way for module, way in judging(imports).items() if module not in EYES}
    return {
        " → ".join(way): bad for module, way in looked.items() if (bad := foreign(imports, module) - PURE)
    }


def foreign(imports: Imports, module: str) -> set[str]:
    return {name for name in imports.of(module) if name.split(".")[0] not in FOLDERS}


def packages(path: Path) -> set[str]:
    return {name.split(".")[0] for name in Imports().of(module_of(path))}


def offenders(paths: list[Path], look: Callable[[Path], set[str]]) -> dict[str, set[str]]:
    """What was found in each file that has any of it."""
    return {str(path.relative_to(ROOT)): found for path in paths if (found := look(path))}


def test_there_is_something_to_look_at() -> None:
    assert len(RULES) > 20
    assert len(GATE_CODE) > 40
    assert len(judging(Imports())) > 1.5 * len(RULES)
    assert {layer_of(module, judging(Imports())) for module in modules()} == set(LAYERS)


def test_imports_run_one_way() -> None:
    assert against_the_table(Imports()) == set()


def test_the_table_has_no_circle() -> None:
    left = {layer: set(below) - EVERYTHING for layer, below in LAYERS.items()}
    while ready := [layer for layer, below in left.items() if not below & left.keys()]:
        for layer in ready:
            del left[layer]
    assert left == {}


def test_what_judges_has_no_eyes() -> None:
    assert eyes(Imports()) == {}


def test_what_judges_opens_nothing_by_a_builtin() -> None:
    def calls(path: Path) -> set[str]:
        called = (n.func for n in nodes(path) if isinstance(n, ast.Call))
        return {name.id for name in called if isinstance(name, ast.Name)} & BLIND

    assert offenders([modules()[m] for m in judging(Imports()) if m not in EYES], calls) == {}


def test_reports_and_the_core_have_no_network() -> None:
    quiet = [
        modules()[m] for m in modules() if m.startswith(("gonogo.reports", "gonogo.core", "gonogo.contract"))
    ]
    assert offenders(quiet, lambda path: set(Imports().of(module_of(path))) & NETWORK) == {}


@pytest.mark.parametrize("reason", EYES.values())
def test_each_exception_has_its_reason(reason: str) -> None:
    assert len(reason.split()) > 2


@pytest.mark.parametrize("module", sorted(EYES))
def test_each_exception_is_one(module: str) -> None:
    assert module in judging(Imports())
    assert foreign(Imports(), module) - PURE


@pytest.mark.parametrize(
    ("module", "planted"),
    [
        ("gonogo.reports.model", "gonogo.fixtures.run"),
        ("gonogo.reports.text", "gonogo.loadtests.plan"),
        ("gonogo.suites.metrics.judging", "gonogo.instruments.probe"),
        ("gonogo.core.verdict", "gonogo.reports.model"),
        ("gonogo.core.finding", "gonogo.suites.metrics.judging"),
        ("gonogo.instruments.waits", "proving.seed"),
        ("gonogo.fixtures.gate", "tests.judging"),
        ("gonogo.instruments.probe", "app.server"),
        ("gonogo.loadtests.plan", "gonogo.instruments.waits"),
        ("gonogo.suites.health.rules.liveness_answers", "gonogo.suites.health.experiments"),
    ],
)
def test_an_import_against_the_table_is_found(module: str, planted: str) -> None:
    assert planted in modules()
    assert against_the_table(Imports({module: (planted,)}))


@pytest.mark.parametrize(
    ("module", "planted"),
    [
        ("gonogo.suites.metrics.judging", "socket"),
        ("gonogo.suites.health.rules.liveness_answers", "urllib.request"),
        ("gonogo.suites.health.rules.liveness_answers", "http.client"),
        ("gonogo.suites.metrics.exposition", "time"),
        ("gonogo.suites.config.observations", "pathlib"),
        ("gonogo.suites.config", "os"),
        ("gonogo.core.judge", "requests"),
        ("gonogo.core.finding", "threading"),
    ],
)
def test_an_eye_is_found_wherever_it_hides(module: str, planted: str) -> None:
    assert eyes(Imports({module: (planted,)}))


def test_no_gate_imports_the_service() -> None:
    assert offenders(GATE_CODE, lambda path: packages(path) & {"app"}) == {}


def test_a_gate_knows_a_service_through_its_contract_alone() -> None:
    literals = service_literals()
    assert len(literals) > 20
    # A first look has no contract yet: it asks for what services usually have, by the usual names.
    guided = [path for path in GATE_CODE if ROOT / "gonogo/init" not in path.parents]
    assert offenders(guided, lambda path: literals & strings(path)) == {}


def test_there_is_one_conftest_and_it_names_plugins_only() -> None:
    ours = [folder for folder in ROOT.iterdir() if folder.is_dir() and not folder.name.startswith(".")]
    found = [*ROOT.glob("conftest.py"), *(path for folder in ours for path in folder.rglob("conftest.py"))]
    assert [path for path in found if OUT not in path.parents] == [ROOT / "conftest.py"]
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
