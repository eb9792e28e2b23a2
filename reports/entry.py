"""One run as a line of the history keeps it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

PASSED = "passed"


@dataclass(frozen=True)
class Quantile:
    """A latency quantile of a journey, and the budget that the contract gave it then."""

    journey: str
    quantile: str
    seconds: float
    budget_seconds: float | None = None


@dataclass(frozen=True)
class Entry:
    """A run that ended.

    ``scope`` counts the rules by list (selected, not_promised, not_possible, deselected), ``outcomes`` holds
    each selected rule that did not pass, ``passed`` the others; ``experiments`` is seconds by name, the start
    of the target among them.
    """

    run: str
    started: dt.datetime
    seconds: float
    service: str
    target: str
    verdict: str
    subject: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    scope: Mapping[str, int] = field(default_factory=dict)
    outcomes: Mapping[str, str] = field(default_factory=dict)
    passed: tuple[str, ...] = ()
    experiments: Mapping[str, float] = field(default_factory=dict)
    quantiles: tuple[Quantile, ...] = ()

    def outcome(self, rule: str) -> str | None:
        """Return what became of a rule, None where the run did not look at it."""
        return self.outcomes.get(rule, PASSED if rule in self.passed else None)

    @property
    def gates(self) -> dict[str, float]:
        """Seconds by gate: those of its experiments together."""
        seconds: dict[str, float] = {}
        for name, took in self.experiments.items():
            gate, _, topic = name.partition(".")
            if topic:
                seconds[gate] = round(seconds.get(gate, 0.0) + took, 3)
        return seconds
