import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.health.observations.probes import Outage
from tests.judging import Case
from tests.suites.health.examples import AWAY, CLEAN, CONTRACT, asked, outage, outages

STUCK = outage(AWAY | {6.0: 503, 8.0: 503})
CASE = Case("health/readiness-recovers", CONTRACT, clean=CLEAN, broken=outages(STUCK))


def test_a_readiness_that_stays_away_is_refused() -> None:
    assert [p.observed for p in CASE.problems(CASE.broken)] == ["still 503 after 2.9 s"]


def test_recovering_too_late_is_refused() -> None:
    late = outage(AWAY | {6.0: 503, 8.0: 503, 9.5: 200})
    assert [p.observed for p in CASE.problems(outages(late))] == ["2xx after 4.4 s"]


def test_passing_once_in_between_is_no_recovery() -> None:
    flapping = outage(AWAY | {6.0: 200, 8.0: 503})
    assert len(CASE.problems(outages(flapping))) == 1


def test_recovery_by_a_restart_is_refused() -> None:
    seen = outages(outage(instances={"a": ("one", "two")}))
    assert [p.observed for p in CASE.problems(seen)] == ["another process, 2xx after 0.9 s"]


def test_not_asking_afterwards_shows_nothing() -> None:
    unasked = outage({at: status for at, status in AWAY.items() if at < 5})
    finding = CASE.finding(outages(unasked))
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert finding.reason == "readiness of a was not asked after store was back"


@pytest.mark.parametrize(
    "answers",
    [{6.0: 500, 8.0: 500}, {6.0: None, 8.0: None}, {6.0: 503, 8.0: 404}, {6.0: 503, 8.0: 503, 60.0: 200}],
    ids=[
        "a pool of dead connections",
        "it waits for them",
        "a route that went",
        "a long pause between tries",
    ],
)
def test_a_replica_that_does_not_come_back_is_refused(answers: dict[float, int | None]) -> None:
    assert len(CASE.problems(outages(outage(AWAY | answers)))) == 1


def test_one_of_two_replicas_is_enough() -> None:
    other = asked("readiness", AWAY | {6.0: 503, 8.0: 503}, "b")
    (problem,) = CASE.problems(outages(outage(samples=(*outage().samples, *other))))
    assert problem.where == "readiness of b after store was back"


@pytest.mark.parametrize(
    "seen",
    [
        outage(AWAY | {5.2: 200, 6.0: 503}),
        outage(AWAY | {5.2: None, 6.0: 500}),
        outage(instances={"a": ("", "two")}),
        outage(dict.fromkeys(AWAY, 200)),
    ],
    ids=["a dead connection is met late", "it needs some seconds", "not known before", "it never said no"],
)
def test_a_replica_that_comes_back_in_its_time_passes(seen: Outage) -> None:
    assert CASE.finding(outages(seen)).outcome is Outcome.PASSED
