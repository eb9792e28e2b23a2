from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.health.observations.probes import Outages
from tests.judging import Case
from tests.suites.health.examples import AWAY, CLEAN, CONTRACT, WELL, asked, optional, outage, outages

CASE = Case(
    "health/optional-dependency-does-not-eject", CONTRACT, clean=CLEAN, broken=outages(optional(AWAY))
)


def test_an_ejected_replica_is_named_with_its_answers() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert problem.where == "readiness of a without memory"
    assert problem.observed == "503 x 4"


def test_traffic_that_fails_is_refused() -> None:
    seen = outages(optional(traffic=WELL | {2.0: 500, 3.0: None}))
    assert [(p.expected, p.observed) for p in CASE.problems(seen)] == [("200", "500 x 1, timeout x 1")]


@pytest.mark.parametrize("question", ["readiness", "traffic"])
@pytest.mark.parametrize(
    ("late_seconds", "outcome"), [(1.9, Outcome.INCONCLUSIVE), (0.0, Outcome.FAILED), (0.4, Outcome.FAILED)]
)
def test_a_time_out_counts_where_our_own_machine_was_not_too_busy_to_see_an_answer(
    question: str, late_seconds: float, outcome: Outcome
) -> None:
    one = replace(asked(question, {2.5: None})[0], seconds=2.0, late_seconds=late_seconds)
    seen = outages(optional(samples=(*optional().samples, one)))
    assert CASE.finding(seen).outcome is outcome


def test_without_known_traffic_readiness_is_judged_alone() -> None:
    assert CASE.finding(Outages(None, (optional(traffic={}),))).outcome is Outcome.PASSED


def test_a_hard_dependency_is_none_of_its_business() -> None:
    assert CASE.finding(outages(outage(AWAY), optional())).problems == ()


def test_only_hard_dependencies_show_nothing() -> None:
    finding = CASE.finding(outages(outage()))
    assert finding.reason == "no dependency of this kind was taken away"


def test_traffic_that_failed_before_shows_nothing() -> None:
    broken: dict[float, int | None] = dict.fromkeys(WELL, 500)
    finding = CASE.finding(outages(optional(traffic=broken)))
    assert finding.reason == "traffic of a was 500 before memory was taken away"
