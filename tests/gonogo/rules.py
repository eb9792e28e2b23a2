"""Four made-up rules: two that any target can do, one that disrupts, one that nobody promised."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.finding import Severity
from gonogo.core.observation import Can, Kind, observed_by
from gonogo.core.rule import Judgement, Rule


@observed_by("gonogo.suites.health.experiments:read", kind=Kind.READS, quick=True)
@dataclass(frozen=True)
class Seen:
    """Any numbers."""

    values: tuple[int, ...] = ()


@observed_by(
    "gonogo.suites.health.experiments:stop", kind=Kind.DISRUPTS, needs=frozenset({Can.STOP_DEPENDENCY})
)
@dataclass(frozen=True)
class Stopped:
    """Any numbers."""

    values: tuple[int, ...] = ()


def count(seen: Seen) -> Judgement:
    """Examine all, refuse nothing."""
    return Judgement(len(seen.values))


def made(rule_id: str, observation: type, promise: str) -> Rule:
    """Build a rule without a file."""
    return Rule(rule_id, "title", "why", "ref", "mend", (promise,), Severity.BLOCKER, observation, count)


RULES = {
    "health/one": made("health/one", Seen, "health.liveness"),
    "health/two": made("health/two", Seen, "health"),
    "health/outage": made("health/outage", Stopped, "health"),
    "metrics/series": made("metrics/series", Seen, "metrics"),
}
