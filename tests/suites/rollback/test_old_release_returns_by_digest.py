from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.rollback.observations.attempts import Attempt
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


@pytest.mark.parametrize(
    ("digests", "observed"),
    [
        (("sha256:2",), "sha256:2"),
        (("sha256:1", "sha256:2"), "sha256:1, sha256:2"),
        (("",), "none"),
        ((), "none"),
    ],
    ids=["a tag that moved", "one replica is another", "built here", "nothing runs"],
)
def test_an_end_on_another_image_is_refused(digests: tuple[str, ...], observed: str) -> None:
    assert [p.observed for p in CASE.problems(replace(CLEAN, digests_after=digests))] == [observed]


@pytest.mark.parametrize(
    "attempts",
    [
        (REFUSED, replace(BACK, seconds=200.0)),
        (replace(REFUSED, accepted=True, reason="it runs"), BACK),
        (BACK,),
    ],
    ids=["a slow one", "a bad candidate that was taken", "none was tried"],
)
def test_what_comes_before_is_another_rules(attempts: tuple[Attempt, ...]) -> None:
    assert CASE.finding(with_attempts(*attempts)).outcome is Outcome.PASSED
