from dataclasses import replace

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
