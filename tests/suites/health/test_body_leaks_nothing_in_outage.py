from gonogo.core.finding import Outcome
from gonogo.suites.health.observations.probes import OutageBody
from tests.judging import Case
from tests.suites.health.examples import CLEAN, CONTRACT, TIMES, outage, outages

TALKATIVE = OutageBody("a", "readiness", 503, '{"status": "fail", "output": "OperationalError: db away"}')
CASE = Case(
    "health/body-leaks-nothing-in-outage", CONTRACT, clean=CLEAN, broken=outages(outage(bodies=(TALKATIVE,)))
)


def test_the_problem_names_dependency_and_words() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert problem.where == "readiness of a without store"
    assert problem.expected == "a body without an exception's class"
    assert problem.observed == "OperationalError: db away"


def test_an_outage_without_a_body_shows_nothing() -> None:
    assert CASE.finding(outages(outage(bodies=()))).examined == 0


def test_a_path_that_never_answered_2xx_shows_nothing() -> None:
    absent: dict[float, int | None] = dict.fromkeys(TIMES, 404)
    finding = CASE.finding(outages(outage(absent, bodies=(OutageBody("a", "readiness", 404, "Not Found"),))))
    assert finding.outcome is Outcome.INCONCLUSIVE


def test_what_users_are_told_is_read_as_well() -> None:
    def told(body: str) -> OutageBody:
        return OutageBody("a", "traffic", 503, body)

    (problem,) = CASE.problems(outages(outage(errors=(told("the database is away (app@store:5432)"),))))
    assert problem.where == "traffic of a without store, status 503"
    assert CASE.problems(outages(outage(errors=(told("come again in 5 s"),)))) == ()
