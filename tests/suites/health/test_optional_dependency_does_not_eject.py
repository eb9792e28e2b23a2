from gonogo.core.finding import Outcome
from gonogo.suites.health.observations.probes import Outages
from tests.judging import Case
from tests.suites.health.examples import AWAY, CLEAN, CONTRACT, WELL, optional, outage, outages

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
