"""A rule's two examples, and what every rule must do with them."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from gonogo.contract.model import Contract
from gonogo.contract.sections import asked_by, given
from gonogo.core.discover import discover
from gonogo.core.finding import Finding, Problem
from gonogo.core.judge import judge
from gonogo.core.rule import Rule

T = TypeVar("T")


@dataclass(frozen=True)
class Case:
    """One rule with a contract, an observation that it passes and one that it refuses."""

    rule_id: str
    contract: Contract
    clean: Any
    broken: Any

    @property
    def rule(self) -> Rule:
        """The discovered rule; StopIteration names none where the id is wrong."""
        return next(rule for rule in discover() if rule.id == self.rule_id)

    def finding(self, observation: Any) -> Finding:
        """Judge any observation by this rule."""
        return judge(self.rule, observation, self.contract)

    def problems(self, observation: Any) -> tuple[Problem, ...]:
        """Return what the rule refuses in an observation."""
        return self.finding(observation).problems


def contract(**sections: Any) -> Contract:
    """Build a contract from plain sections, as YAML would hold them."""
    return Contract.model_validate_json(json.dumps({"service": "example"} | sections))


def done(experiment: Callable[..., T], target: Any, made: Contract) -> T:
    """Do an experiment to a target, with the sections of the contract that it asks for."""
    return experiment(target, **given(asked_by(experiment), made))


def emptied(observation: Any) -> Any:
    """Return the observation with every collection in it emptied."""
    changes = {f.name: _emptied(getattr(observation, f.name)) for f in dataclasses.fields(observation)}
    return dataclasses.replace(observation, **changes)


def _emptied(value: Any) -> Any:
    if isinstance(value, tuple | list | dict | set | frozenset):
        return type(value)()
    return emptied(value) if dataclasses.is_dataclass(value) else value
