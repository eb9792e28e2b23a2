"""The table of the park is sane: nothing is installed or started here."""

from __future__ import annotations

import statistics
from collections import Counter

import pytest
import yaml

from gonogo.contract.load import load_contract
from gonogo.core.discover import discover
from gonogo.core.finding import Severity
from park import place
from park.applications import APPLICATIONS
from park.server import Origin, Server
from park.servers import SERVERS

NAMES = [server.name for server in SERVERS]
APPS = [application.name for application in APPLICATIONS]
"""Applications of other stacks: tests/park/test_apps.py."""
RULES = {rule.id: rule for rule in discover()}


def test_there_are_enough_of_them_from_three_places_and_each_once() -> None:
    assert len(SERVERS) >= 18
    assert [name for name, times in Counter(NAMES).items() if times > 1] == []
    assert {server.origin for server in SERVERS} == set(Origin)


def test_each_server_has_a_contract_and_each_contract_a_server() -> None:
    assert sorted(path.stem for path in place.CONTRACTS.glob("*.yaml")) == sorted([*NAMES, *APPS])
    folders = {path.name for path in (place.HERE / "files").iterdir()}
    assert folders <= set(NAMES)


def test_the_contracts_are_short() -> None:
    lengths = [len((place.CONTRACTS / f"{name}.yaml").read_text().splitlines()) for name in NAMES]
    assert statistics.median(lengths) <= 20
    assert max(lengths) <= 25


@pytest.mark.parametrize("server", SERVERS, ids=NAMES)
def test_a_contract_is_legal_and_hides_nothing(server: Server) -> None:
    stated = load_contract(place.CONTRACTS / f"{server.name}.yaml")
    assert (stated.service, stated.waivers) == (server.name, ())
    told = (place.CONTRACTS / "README.md").read_text()
    assert all(demoted.reason.rpartition("(")[2].rstrip(")") in told for demoted in stated.demotions)


def test_one_contract_lets_a_blocker_advise() -> None:
    stated = {server.name: load_contract(place.CONTRACTS / f"{server.name}.yaml") for server in SERVERS}
    assert [name for name, contract in stated.items() if contract.demotions] == ["datasette"]


def test_three_contracts_at_most_prove_nothing() -> None:
    stated = [yaml.safe_load(path.read_text()) for path in place.CONTRACTS.glob("*.yaml")]
    unproven = [one["service"] for one in stated if "unproven" in one["identity"]]
    assert len(unproven) <= 3


@pytest.mark.parametrize("server", SERVERS, ids=NAMES)
def test_who_refuses_is_a_rule_that_can(server: Server) -> None:
    named = {server.twin.rule, *server.twin.also, *server.refused_by}
    assert named <= set(RULES)
    assert {RULES[rule].severity for rule in named} == {Severity.BLOCKER}
    stated = load_contract(place.CONTRACTS / f"{server.name}.yaml")
    assert [p for rule in named for p in RULES[rule].promises if not stated.promises(p)] == []


@pytest.mark.parametrize("server", SERVERS, ids=NAMES)
def test_a_verdict_against_a_server_has_its_reason_and_its_evidence(server: Server) -> None:
    against = server.verdict != "GO"
    assert (against, against) == (bool(server.reason), bool(server.refused_by))
    assert server.twin.rule not in server.refused_by
    shown = (place.CONTRACTS / "README.md").read_text()
    assert f"`{server.name}`" in shown
    assert [rule for rule in server.refused_by if f"`{rule}`" not in shown] == []


def test_the_twins_are_refused_by_many_rules() -> None:
    assert len({server.twin.rule for server in SERVERS}) >= 15
