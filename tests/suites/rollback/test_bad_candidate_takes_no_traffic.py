from dataclasses import replace

from suites.rollback.observations import PhaseTraffic
from tests.judging import Case
from tests.suites.rollback.examples import BACK, CLEAN, CONTRACT, REFUSED, with_attempts

CASE = Case(
    "rollback/bad-candidate-takes-no-traffic",
    CONTRACT,
    clean=CLEAN,
    broken=with_attempts(replace(REFUSED, accepted=True, reason="every candidate became healthy"), BACK),
)


def test_an_answer_of_a_refused_candidate_is_refused() -> None:
    leaked = replace(CLEAN, traffic=(PhaseTraffic("never-ready", 9, (), ("a", "x")),))
    assert [p.observed for p in CASE.problems(leaked)] == ["answers from ['x']"]
