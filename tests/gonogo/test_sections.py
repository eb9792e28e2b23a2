from __future__ import annotations

import importlib

import pytest

from gonogo.contract.access import Tokens
from gonogo.contract.health import Health, Probe
from gonogo.contract.model import Contract
from gonogo.contract.sections import Asked, NoSuchSectionError, asked_by, given
from gonogo.core.discover import discover
from tests.judging import contract

PROMISED = contract(health={"liveness": {"path": "/live"}})


def liveness_of(seen: object, liveness: Probe) -> Probe:
    return liveness


def anything_of(seen: object, contract: Contract, tokens: Tokens | None) -> object:
    return contract, tokens


def test_a_parameter_is_the_section_of_its_name_and_type() -> None:
    asked = asked_by(liveness_of)
    assert asked == (Asked("liveness", "health.liveness", optional=False),)
    assert given(asked, PROMISED) == {"liveness": Probe(path="/live")}


def test_the_contract_itself_goes_where_it_is_asked_for_and_what_is_optional_may_be_absent() -> None:
    assert given(asked_by(anything_of), PROMISED) == {"contract": PROMISED, "tokens": None}


def test_a_section_that_is_not_there_is_named() -> None:
    with pytest.raises(NoSuchSectionError, match=r"^the contract has no `health.liveness`$"):
        given(asked_by(liveness_of), contract())


def test_a_name_of_no_section_is_refused() -> None:
    def unknown(seen: object, lifeness: Probe) -> None: ...
    def other_type(seen: object, liveness: Health) -> None: ...

    for function in (unknown, other_type):
        with pytest.raises(NoSuchSectionError, match="the contract has 0 sections"):
            asked_by(function)


def test_a_name_of_two_sections_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    two = {("liveness", Probe): ["health.liveness", "elsewhere.liveness"]}
    monkeypatch.setattr("gonogo.contract.sections._places", lambda: two)
    with pytest.raises(NoSuchSectionError, match="the contract has 2 sections"):
        asked_by(liveness_of)


def test_rules_take_no_more_than_the_sections_that_they_name() -> None:
    whole = [rule.id for rule in discover() if any(not asked.path for asked in rule.asked)]
    assert whole == []


@pytest.mark.parametrize("path", sorted({rule.experiment.path for rule in discover()}))
def test_each_experiment_asks_for_sections_that_there_are_once(path: str) -> None:
    module, function = path.split(":")
    assert asked_by(getattr(importlib.import_module(module), function)) is not None
