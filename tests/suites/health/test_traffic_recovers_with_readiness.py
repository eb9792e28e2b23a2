from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.health.observations.probes import Outages
from tests.judging import Case
from tests.suites.health.examples import AWAY, CLEAN, CONTRACT, outage, outages

DEAD_POOL = outage(traffic=AWAY | {6.0: 500, 8.0: 500})
CASE = Case("health/traffic-recovers-with-readiness", CONTRACT, clean=CLEAN, broken=outages(DEAD_POOL))


def test_the_problem_says_what_traffic_got() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert problem.where == "traffic of a after store was back"
    assert (problem.expected, problem.observed) == ("200", "500 x 2")


def since_ready(*statuses: int | None) -> dict[float, int | None]:
    """Traffic of a quarter of a second each, once readiness passes."""
    return dict(sorted((AWAY | {6.0 + at / 4: said for at, said in enumerate(statuses)}).items()))


def ready_at(last: float) -> dict[float, int | None]:
    return {at: status for at, status in AWAY.items() if at < 6.0} | {6.0: 200, last: 200}


@pytest.mark.parametrize("bad", [500, None])
def test_one_of_several_processes_that_stays_broken_is_refused(bad: int | None) -> None:
    traffic = since_ready(200, bad, 200, bad, bad, 200, 200, bad, *[200] * 8)
    (problem,) = CASE.problems(outages(outage(ready_at(12.0), traffic=traffic)))
    assert problem.observed.startswith("200 x 12, ")


@pytest.mark.parametrize(
    "statuses",
    [
        (500, 500, 500, 500, 500, 200, 200, 200),
        (200, 500, 200, 500, 200, 200, 500, 200, 200),
        (500, 200, 500, 500, 500, 500, 200, 200),
    ],
)
def test_a_few_dead_connections_of_a_pool_are_its_recovery(statuses: tuple[int, ...]) -> None:
    traffic = since_ready(*statuses, 200, 200)
    assert CASE.problems(outages(outage(ready_at(12.0), traffic=traffic))) == ()


def test_what_our_own_machine_was_too_busy_to_see_is_no_failure() -> None:
    made = outage(ready_at(12.0), traffic=since_ready(200, None, None, 200, None, None, None, 200, 200))
    late = tuple(replace(s, late_seconds=1.0) if s.status is None else s for s in made.samples)
    assert CASE.problems(outages(replace(made, samples=late))) == ()


def test_what_fails_before_readiness_passes_is_its_outage() -> None:
    assert CASE.problems(outages(outage(traffic=AWAY))) == ()


def test_a_replica_that_is_never_ready_shows_nothing() -> None:
    finding = CASE.finding(outages(outage(AWAY | {6.0: 503, 8.0: 503})))
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert finding.reason == "traffic of a was not asked once it was ready"


def test_without_a_request_that_reads_the_reason_says_what_to_add() -> None:
    assert CASE.finding(Outages(None, CLEAN.outages)).reason.endswith(
        "has no GET that answers below 400: add one"
    )
