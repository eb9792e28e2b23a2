from dataclasses import replace

from gonogo.core.finding import Outcome
from gonogo.suites.rollback.observations.attempts import PhaseTraffic
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


def test_where_no_good_release_is_rolled_out_either_nothing_is_told() -> None:
    """What takes nobody in, or is never seen at the entry, refuses no bad candidate."""
    refused = with_attempts(REFUSED, replace(BACK, accepted=False))
    unseen = replace(CLEAN, traffic=tuple(replace(t, instances=("a", "b")) for t in CLEAN.traffic))
    assert [CASE.finding(seen).outcome for seen in (refused, unseen)] == [Outcome.INCONCLUSIVE] * 2
