from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.metrics.observations.collector import Scraped
from tests.judging import Case
from tests.suites.metrics.collector import CONTRACT, SHOP, STORE, collector

DOWN = replace(STORE, health="down", error="connection refused")
CASE = Case("metrics/every-service-is-scraped", CONTRACT, clean=collector(), broken=collector(SHOP, DOWN))


def test_the_collectors_reason_is_shown() -> None:
    assert [p.observed for p in CASE.problems(CASE.broken)] == ["down: connection refused"]


def test_a_job_that_is_not_there_is_named() -> None:
    assert [p.where for p in CASE.problems(collector(SHOP))] == ["job store"]


def test_a_target_that_was_never_scraped_is_not_up() -> None:
    assert len(CASE.problems(collector(SHOP, replace(STORE, health="unknown")))) == 1


@pytest.mark.parametrize(
    "error",
    [
        "connection refused",
        "server returned HTTP status 401 Unauthorized",
        "context deadline exceeded",
        "body size limit exceeded",
        "",
    ],
    ids=["a port", "a credential", "a time-out", "a limit", "no word"],
)
@pytest.mark.parametrize("job", ["shop", "store", "another"])
def test_one_target_of_any_job_is_enough(error: str, job: str) -> None:
    down = replace(DOWN, job=job, instance="10.0.0.9:80", error=error)
    assert [p.where for p in CASE.problems(collector(SHOP, STORE, down))] == [f"job {job}, 10.0.0.9:80"]


@pytest.mark.parametrize(
    "more",
    [replace(SHOP, instance="10.0.0.3:80"), replace(SHOP, job="another"), replace(SHOP, error="once")],
    ids=["another replica", "a job that nobody promised", "an error of before"],
)
def test_targets_that_are_up_pass(more: Scraped) -> None:
    assert CASE.finding(collector(SHOP, STORE, more)).outcome is Outcome.PASSED
