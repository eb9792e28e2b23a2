"""A rule: a pure function of one observation and the contract's section that it names; documented."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from gonogo.contract.model import Contract
from gonogo.contract.sections import Asked, NoSuchSectionError, asked_by, given
from gonogo.core.finding import Problem, Severity
from gonogo.core.observation import Experiment, experiment_of

_ATTRIBUTE = "__rule__"
_F = TypeVar("_F", bound=Callable[..., "Judgement"])


@dataclass(frozen=True)
class Judgement:
    """A rule's answer: how many things it examined and which problems it found.

    Nothing examined is inconclusive, whatever else is said. ``reason`` says what was missing then.
    """

    examined: int
    problems: tuple[Problem, ...] = ()
    reason: str = ""
    evidence: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def cannot_tell(cls, reason: str, **evidence: Any) -> Judgement:
        """Answer that the observation cannot establish the promise: inconclusive, with why."""
        return cls(0, (), reason, evidence)


@dataclass(frozen=True)
class Declaration:
    """What ``@rule`` says: the contract sections that it needs (dotted) and its severity."""

    promises: tuple[str, ...]
    severity: Severity


@dataclass(frozen=True)
class Rule:
    """A discovered rule. ``id`` is its path: ``health/liveness-survives-outage``."""

    id: str
    title: str
    why: str
    reference: str
    remedy: str
    promises: tuple[str, ...]
    severity: Severity
    observation: type
    function: Callable[..., Judgement]
    asked: tuple[Asked, ...] = ()

    def judge(self, observation: Any, contract: Contract) -> Judgement:
        """Judge with the sections that the function asks for."""
        return self.function(observation, **given(self.asked, contract))

    @property
    def gate(self) -> str:
        """The gate's name, the first part of the id."""
        return self.id.split("/")[0]

    @property
    def name(self) -> str:
        """The rule's name within its gate, as it stands in a pytest id."""
        return self.id.split("/")[1]

    @property
    def experiment(self) -> Experiment:
        """The declaration of the experiment that it judges."""
        return experiment_of(self.observation)


def rule(*promises: str, severity: Severity = Severity.BLOCKER) -> Callable[[_F], _F]:
    """Mark a module's judging function with the contract sections that it needs."""

    def mark(function: _F) -> _F:
        setattr(function, _ATTRIBUTE, Declaration(promises, severity))
        return function

    return mark


class BrokenRuleError(Exception):
    """A rule file that cannot be used; the text says which file, what is wrong and what to do."""


def from_module(rule_id: str, module: Any) -> Rule:
    """Build a rule from its imported module; BrokenRuleError where something is missing."""
    judge = _judging_function(rule_id, module)
    declared: Declaration = getattr(judge, _ATTRIBUTE)
    title, sections = _documentation(rule_id, module.__doc__ or "")
    return Rule(
        id=rule_id,
        title=title,
        why=sections["Why"],
        reference=sections["Reference"],
        remedy=sections["Remedy"],
        promises=declared.promises,
        severity=declared.severity,
        observation=_observation_type(rule_id, judge),
        function=judge,
        asked=_asked(rule_id, judge, declared.promises),
    )


def _judging_function(rule_id: str, module: Any) -> Callable[..., Judgement]:
    found = [f for f in vars(module).values() if inspect.isfunction(f) and hasattr(f, _ATTRIBUTE)]
    if len(found) != 1:
        raise BrokenRuleError(f"{rule_id}: expected exactly one function marked @rule, found {len(found)}")
    return found[0]


def _observation_type(rule_id: str, judge: Callable[..., Judgement]) -> type:
    hints = inspect.get_annotations(judge, eval_str=True)
    parameters = list(inspect.signature(judge).parameters)
    if not parameters:
        raise BrokenRuleError(f"{rule_id}: a rule takes an observation, and this one takes nothing")
    observation: type = hints[parameters[0]]
    experiment_of(observation)
    return observation


def _asked(rule_id: str, judge: Callable[..., Judgement], promises: tuple[str, ...]) -> tuple[Asked, ...]:
    """Return what it asks for; what it names no promise of may be absent, and it has to do without."""
    try:
        asked = asked_by(judge)
    except NoSuchSectionError as unknown:
        raise BrokenRuleError(f"{rule_id}: {unknown}") from None
    named = {".".join(p.split(".")[: n + 1]) for p in promises for n in range(p.count(".") + 1)}
    for one in asked:
        if one.path and not one.optional and one.path not in named:
            raise BrokenRuleError(f"{rule_id}: it takes `{one.path}` and names no promise of it: {promises}")
    return asked


def _documentation(rule_id: str, text: str) -> tuple[str, dict[str, str]]:
    head, *rest = re.split(r"^(Why|Reference|Remedy):", inspect.cleandoc(text), flags=re.MULTILINE)
    sections = {name: " ".join(body.split()) for name, body in zip(rest[::2], rest[1::2], strict=True)}
    missing = [name for name in ("Why", "Reference", "Remedy") if not sections.get(name)]
    if missing or not head.strip():
        raise BrokenRuleError(f"{rule_id}: its docstring lacks {', '.join(missing) or 'a title line'}")
    return " ".join(head.split()), sections
