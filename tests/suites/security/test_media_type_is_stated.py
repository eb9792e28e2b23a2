import pytest

from suites.core.finding import Outcome
from tests.judging import Case
from tests.suites.security.examples import CONTRACT, response, surface


def stating(*types: str, body: str = "Welcome") -> object:
    return surface(response(headers=tuple(("content-type", one) for one in types), body=body))


CASE = Case(
    "security/media-type-is-stated",
    CONTRACT,
    clean=stating("application/json"),
    broken=stating(),
)


@pytest.mark.parametrize(
    "types", [("html",), ("text/html",), ("text/plain; format=flowed",), ("a/b", "text/css")]
)
def test_a_type_that_leaves_a_guess_is_refused(types: tuple[str, ...]) -> None:
    assert len(CASE.problems(stating(*types))) == 1


@pytest.mark.parametrize("stated", ["text/html; charset=utf-8", "image/svg+xml", "application/problem+json"])
def test_a_stated_type_passes(stated: str) -> None:
    assert CASE.problems(stating(stated)) == ()


def test_without_a_body_nothing_is_established() -> None:
    assert CASE.finding(stating(body="")).outcome is Outcome.INCONCLUSIVE
