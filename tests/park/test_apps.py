"""The applications of other stacks: their contracts can be used, are short, and bend nothing for the gate."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from gonogo.contract.load import load_contract
from gonogo.contract.model import Contract
from gonogo.core.discover import discover
from gonogo.core.finding import Severity
from gonogo.core.observation import Can
from gonogo.core.scope import why_not
from gonogo.home import ROOT
from park.application import Application, Variant
from park.applications import APPLICATIONS
from park.stacks import contract_of

APPS = ROOT / "park" / "apps"
CONTRACTS = {
    name: ROOT / "contracts" / "park" / f"{name}.yaml" for name in ("flask", "express", "django", "fastify")
}
ON_COMPOSE = ("flask", "express")
MOST_LINES = {"flask": 60, "express": 60, "django": 25, "fastify": 25}
GATES = {"config", "health", "metrics", "security", "latency", "rollback"}
each = pytest.mark.parametrize("name", CONTRACTS)
on_compose = pytest.mark.parametrize("name", ON_COMPOSE)


def promised(name: str) -> Contract:
    return load_contract(CONTRACTS[name], frozenset(rule.id for rule in discover()))


def services(name: str) -> dict[str, Any]:
    made: dict[str, Any] = yaml.safe_load((APPS / name / "docker-compose.yml").read_text())
    return made["services"]  # type: ignore[no-any-return]


def test_each_application_is_in_the_table_as_it_runs() -> None:
    assert {each.name: each.is_stack for each in APPLICATIONS} == {
        name: name in ON_COMPOSE for name in CONTRACTS
    }


@pytest.mark.parametrize("application", APPLICATIONS, ids=[each.name for each in APPLICATIONS])
def test_a_bad_variant_is_refused_by_a_rule_that_is_promised(application: Application) -> None:
    rules, contract = {rule.id: rule for rule in discover()}, promised(application.name)
    for variant in (application.twin, *application.further):
        refusing = [rules[named] for named in (variant.rule, *variant.also)]
        assert [rule.id for rule in refusing if rule.severity is not Severity.BLOCKER] == []
        assert [rule.id for rule in refusing if why_not(rule, contract, frozenset(Can))] == []
        if isinstance(variant, Variant):
            assert variant.gate in ("", *(rule.gate for rule in refusing))
            assert [file for file in variant.files if not (APPS / application.name / file).is_file()] == []


def test_a_variant_s_contract_is_read_from_any_folder(tmp_path: Path) -> None:
    shell = Variant("a shell is process 1", "x/y", files=("docker-compose.shell.yml",))
    (flask,) = (each for each in APPLICATIONS if each.name == "flask")
    (tmp_path / "variant.yaml").write_text(contract_of(flask, shell))
    deployment = load_contract(tmp_path / "variant.yaml").deployment
    assert deployment is not None
    assert deployment.compose is not None
    files = [Path(file) for file in deployment.compose.files]
    assert [file.name for file in files] == [
        *("docker-compose.yml", "docker-compose.gate.yml", "docker-compose.shell.yml"),
    ]
    assert all(file.is_absolute() and file.is_file() for file in files)


@each
def test_a_contract_is_short(name: str) -> None:
    assert len(CONTRACTS[name].read_text().splitlines()) <= MOST_LINES[name]


@each
def test_no_contract_demotes_or_waives_a_rule(name: str) -> None:
    contract = promised(name)
    assert (contract.demotions, contract.waivers) == ((), ())
    assert contract.identity is not None
    assert contract.identity.unproven is None


@on_compose
def test_each_gate_has_something_to_judge(name: str) -> None:
    contract = promised(name)
    rules = [rule for rule in discover() if why_not(rule, contract, frozenset(Can)) is None]
    assert {rule.gate for rule in rules} == GATES


@on_compose
def test_no_service_may_be_root_or_hold_a_capability(name: str) -> None:
    contract = promised(name)
    assert contract.containers is not None
    assert (contract.containers.root, contract.containers.capabilities) == ((), {})


@on_compose
def test_nothing_but_a_port_of_each_replica_is_added_for_the_gate(name: str) -> None:
    added = yaml.safe_load((APPS / name / "docker-compose.gate.yml").read_text())
    (service,) = added["services"].values()
    assert list(added) == ["services"]
    assert list(service) == ["ports"]
    assert all(port.startswith("127.0.0.1::") for port in service["ports"])


@on_compose
def test_a_stack_publishes_its_entry_alone(name: str) -> None:
    published = [port for made in services(name).values() for port in made.get("ports", ())]
    assert len(published) == 1
    assert published[0].startswith("127.0.0.1:")


@on_compose
def test_every_service_that_goes_on_has_a_health_check(name: str) -> None:
    unchecked = {one for one, made in services(name).items() if "healthcheck" not in made}
    assert unchecked == {"migrate"}


@each
def test_no_application_knows_of_the_gate(name: str) -> None:
    sources = [
        path for path in (APPS / name).rglob("*") if path.suffix in (".py", ".js", ".html", ".conf", ".cfg")
    ]
    assert sources
    assert [path for path in sources if "gonogo" in path.read_text().lower()] == []


@pytest.mark.parametrize("lock", sorted(APPS.glob("*/requirements.txt")), ids=lambda path: path.parent.name)
def test_a_python_lock_has_a_hash_for_each_package(lock: Path) -> None:
    lines = lock.read_text().splitlines()
    pins = [number for number, line in enumerate(lines) if "==" in line]
    assert pins
    assert all("--hash=sha256:" in lines[number + 1] for number in pins)


@pytest.mark.parametrize("lock", sorted(APPS.glob("*/package-lock.json")), ids=lambda path: path.parent.name)
def test_a_node_lock_names_no_registry(lock: Path) -> None:
    text = lock.read_text()
    assert text.count('"integrity": "sha512-') > 10
    assert '"resolved"' not in text
