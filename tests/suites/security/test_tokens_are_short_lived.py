import pytest

from tests.judging import Case
from tests.suites.security.access import CONTRACT, tried

CASE = Case(
    "security/tokens-are-short-lived", CONTRACT, clean=tried(), broken=tried(valid_seconds=(86_400.0,))
)


@pytest.mark.parametrize(
    ("seconds", "said"), [((601.0,), "601 s"), ((0.0,), "0 s"), ((), "no exp beside iat")]
)
def test_a_token_that_lives_on_or_does_not_say_is_refused(seconds: tuple[float, ...], said: str) -> None:
    assert [p.observed for p in CASE.problems(tried(valid_seconds=seconds))] == [said]


def test_the_promise_itself_is_kept() -> None:
    assert CASE.problems(tried(valid_seconds=(600.0,))) == ()
