from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.rollback.observations.attempts import Attempt, PhaseTraffic
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


WRONG = replace(REFUSED, phase="wrong-password")
TAKEN = replace(WRONG, accepted=True, reason="it runs")
SEEN = PhaseTraffic("wrong-password", 300, (), ("a", "b"))


@pytest.mark.parametrize(
    ("second", "phase", "observed"),
    [
        (TAKEN, SEEN, "accepted: it runs"),
        (WRONG, replace(SEEN, instances=("a", "x")), "answers from ['x']"),
        (WRONG, replace(SEEN, instances=("x",), failures=("status 503",)), "answers from ['x']"),
        (
            TAKEN,
            replace(SEEN, instances=("x",)),
            "accepted: it runs",
        ),
    ],
    ids=["taken for ready", "a share of the users", "all of them", "taken, and it answers"],
)
def test_one_bad_candidate_of_two_is_enough(second: Attempt, phase: PhaseTraffic, observed: str) -> None:
    seen = replace(with_attempts(REFUSED, second, BACK), traffic=(*CLEAN.traffic, phase))
    assert [p.observed for p in CASE.problems(seen)] == [observed]


@pytest.mark.parametrize(
    "phase",
    [
        replace(SEEN, instances=("a",)),
        replace(SEEN, failures=("status 500", "reset")),
        replace(SEEN, instances=()),
    ],
    ids=["one replica answers all", "failures of the release", "nobody was seen"],
)
def test_without_a_stranger_at_the_entry_nothing_is_refused(phase: PhaseTraffic) -> None:
    """A request that was lost is another rule's; where nobody told who answers, a candidate may have."""
    seen = replace(with_attempts(REFUSED, WRONG, BACK), traffic=(*CLEAN.traffic, phase))
    assert CASE.finding(seen).outcome is Outcome.PASSED
