from gonogo.core.finding import Outcome
from tests.judging import Case
from tests.suites.health.examples import AWAY, CLEAN, CONTRACT, outage, outages

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
