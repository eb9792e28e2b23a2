"""It sees users who wait, or are refused, while what they do not need hangs, and a readiness that says no.

Good look-alikes on which it is silent: a slower answer that is as promised; a hard dependency that hangs.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.health.observations.probes import Outage
from tests.judging import Case, contract
from tests.suites.health.examples import AWAY, PROBES, TRAFFIC, WELL, optional, outage
from tests.suites.health.faults import hangs

CONTRACT = contract(
    health=PROBES,
    dependencies={"memory": {"service": "cache", "hard": False, "pause": True}},
    traffic=TRAFFIC,
)
CASE = Case(
    "health/hung-optional-dependency-holds-up-nobody",
    CONTRACT,
    clean=hangs(optional()),
    broken=hangs(optional(traffic=WELL | {2.0: None, 3.0: None})),
)


def test_who_waited_is_named() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert (problem.where, problem.observed) == ("traffic of a without memory", "timeout x 2")


@pytest.mark.parametrize("seen", [optional(AWAY), optional(WELL | {2.0: None}), optional(traffic=AWAY)])
def test_whoever_says_no_or_nothing_is_refused(seen: Outage) -> None:
    assert CASE.problems(hangs(seen))


def test_a_hard_dependency_is_another_rules_matter() -> None:
    assert CASE.finding(hangs(outage(AWAY))).outcome is Outcome.INCONCLUSIVE


def test_slower_is_no_fault() -> None:
    made = optional()
    slow = tuple(replace(s, seconds=0.7) if s.question == "traffic" else s for s in made.samples)
    assert CASE.problems(hangs(replace(made, samples=slow))) == ()
