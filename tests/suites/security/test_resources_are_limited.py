from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from tests.judging import Case
from tests.suites.security.containers import CONTRACT, SHOP, inspected

CASE = Case(
    "security/resources-are-limited", CONTRACT, clean=inspected(), broken=inspected(memory_bytes=None)
)


def test_every_limit_that_is_missing_is_named() -> None:
    (problem,) = CASE.problems(inspected(processes=None, cpus=None))
    assert problem.observed == "no limit of processes, no limit of cpus"


@pytest.mark.parametrize("name", ["memory_bytes", "processes", "cpus"])
@pytest.mark.parametrize("service", ["shop", "db"])
def test_one_limit_of_one_container_is_enough(name: str, service: str) -> None:
    without = replace(SHOP, name=f"{service}-2", service=service, **{name: None})  # type: ignore[arg-type]
    assert len(CASE.problems(inspected(SHOP, without))) == 1


@pytest.mark.parametrize("changes", [{"memory_bytes": 1 << 50}, {"processes": 4_000_000}, {"cpus": 0.01}])
def test_any_limit_is_one_however_high(changes: dict[str, object]) -> None:
    assert CASE.finding(inspected(**changes)).outcome is Outcome.PASSED
