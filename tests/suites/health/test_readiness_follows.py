"""What the rules on readiness have in common: a dependency that is stopped, hangs, or takes no writes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.health.observations.probes import Outage
from tests.judging import Case
from tests.suites.health import (
    test_readiness_follows_hang,
    test_readiness_follows_hard_dependency,
    test_readiness_follows_writes,
)
from tests.suites.health.examples import AWAY, WELL, asked, outage, outages
from tests.suites.health.faults import hangs, refused_writes

_CASES = [
    pytest.param(test_readiness_follows_hang.CASE, hangs, id="hang"),
    pytest.param(test_readiness_follows_hard_dependency.CASE, outages, id="outage"),
    pytest.param(test_readiness_follows_writes.CASE, refused_writes, id="writes"),
]
Made = Callable[[Outage], object]


@pytest.mark.parametrize(
    "answers",
    [
        dict.fromkeys((1.0, 2.0, 3.0, 4.0), 200),
        {1.0: 200, 2.0: 200},
        {4.0: 200},
        {3.0: 206},
    ],
    ids=["it asks for nothing", "it finds out late", "it gives in again", "another yes"],
)
@pytest.mark.parametrize(("case", "made"), _CASES)
def test_a_yes_that_is_none_is_refused(case: Case, made: Made, answers: dict[float, int | None]) -> None:
    assert len(case.problems(made(outage(AWAY | answers)))) == 1


@pytest.mark.parametrize(("case", "made"), _CASES)
def test_one_of_two_replicas_is_enough(case: Case, made: Made) -> None:
    seen = outage(samples=(*outage().samples, *asked("readiness", WELL, "b")))
    assert [p.where.split()[2] for p in case.problems(made(seen))] == ["b"]


@pytest.mark.parametrize("no", [500, 503, 429, 302, 404])
@pytest.mark.parametrize(("case", "made"), _CASES)
def test_any_no_is_one(case: Case, made: Made, no: int) -> None:
    away = AWAY | dict.fromkeys((2.0, 3.0, 4.0), no)
    assert case.finding(made(outage(away))).outcome is Outcome.PASSED
