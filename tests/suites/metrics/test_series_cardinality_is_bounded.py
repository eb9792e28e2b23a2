from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.metrics.observations.hostile import Grown, Growth
from tests.judging import Case
from tests.suites.metrics.examples import CONTRACT

WELL = Growth("shop-1", 60, 300, 303, 3, ("shop_requests_total{}",))
CASE = Case(
    "metrics/series-cardinality-is-bounded",
    CONTRACT,
    clean=Grown((WELL,)),
    broken=Grown((replace(WELL, after=360, new=60, examples=('shop_requests_total{path="/1a2b"}',)),)),
)


def test_the_new_series_are_shown() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert problem.observed == '60 after 60 requests: shop_requests_total{path="/1a2b"}'


@pytest.mark.parametrize("blind", [{"before": 0}, {"after": 0}, {"answered": 0}])
def test_without_both_scrapes_nothing_is_established(blind: dict[str, int]) -> None:
    assert CASE.finding(Grown((replace(WELL, **blind),))).outcome is Outcome.INCONCLUSIVE  # type: ignore[arg-type]
