from dataclasses import replace

from gonogo.core.finding import Outcome
from tests.judging import Case
from tests.suites.rollback.examples import BACK, CLEAN, CONTRACT, REFUSED, with_attempts

CASE = Case(
    "rollback/old-release-returns-by-digest",
    CONTRACT,
    clean=CLEAN,
    broken=replace(CLEAN, digests_after=("sha256:1", "sha256:2")),
)


def test_a_refused_rollback_is_refused() -> None:
    late = with_attempts(REFUSED, replace(BACK, accepted=False, reason="refused: late"))
    assert [p.observed for p in CASE.problems(late)] == ["refused: late"]


def test_images_without_a_digest_are_not_the_same() -> None:
    nameless = replace(CLEAN, digests_before=("",), digests_after=("",))
    assert CASE.finding(nameless).outcome is Outcome.INCONCLUSIVE
