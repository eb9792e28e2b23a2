"""A rule's outcome with its evidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Any


class Outcome(Enum):
    """What became of a rule. The order of definition is the order of badness, worst last."""

    PASSED = "passed"
    WAIVED = "waived"
    INCONCLUSIVE = "inconclusive"
    ERROR = "error"
    FAILED = "failed"

    @property
    def badness(self) -> int:
        """Position in the order, 0 for passed."""
        return list(Outcome).index(self)


class Severity(Enum):
    """Whether a rule can stop a release."""

    BLOCKER = "blocker"
    ADVISORY = "advisory"


@dataclass(frozen=True)
class Problem:
    """One thing that a rule refuses: where it is, what was promised and what was seen."""

    where: str
    expected: str
    observed: str


@dataclass(frozen=True)
class Finding:
    """What one rule found.

    ``examined`` counts the things looked at; ``reason`` says why an outcome other than passed or
    failed came about; ``seconds`` is the time that this rule waited for its observation and judged it.
    ``cause`` is what kept the rule from looking at all (a start, an identity, an engine, an experiment that
    broke), word for word the same for each rule that it kept; empty for what the rule itself found.
    """

    rule: str
    outcome: Outcome
    examined: int
    problems: tuple[Problem, ...] = ()
    reason: str = ""
    evidence: dict[str, Any] = field(default_factory=dict)
    seconds: float = 0.0
    cause: str = ""
