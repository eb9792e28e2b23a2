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
