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


LIMITS = replace(WELL, answered=440, limited=400)


@pytest.mark.parametrize(
    "seen",
    [LIMITS, replace(LIMITS, after=400, new=100, of_limits=98), replace(LIMITS, before=0)],
    ids=["most were limited", "each route has its series of 429", "the scrape as well"],
)
def test_a_limit_of_the_client_holds_with_the_way_out(seen: Growth) -> None:
    finding = CASE.finding(Grown((seen,)))
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert "missing: a header of `network.headers`" in finding.reason


@pytest.mark.parametrize(
    "seen",
    [
        replace(LIMITS, new=100, of_limits=40),
        replace(LIMITS, new=100),
        replace(WELL, new=100, of_limits=98),
        replace(LIMITS, replaced=("last_failure{}",)),
    ],
    ids=["others as well", "none of 429", "nobody was limited", "another one each time"],
)
def test_a_limit_excuses_no_other_growth(seen: Growth) -> None:
    assert CASE.finding(Grown((seen,))).outcome is Outcome.FAILED


def test_a_few_that_were_limited_leave_the_others_to_judge() -> None:
    finding = CASE.finding(Grown((replace(WELL, answered=440, limited=40),)))
    assert (finding.outcome, finding.examined) == (Outcome.PASSED, 400)
