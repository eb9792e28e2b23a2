from tests.judging import Case
from tests.suites.security.containers import CONTRACT, inspected

CASE = Case(
    "security/resources-are-limited", CONTRACT, clean=inspected(), broken=inspected(memory_bytes=None)
)


def test_every_limit_that_is_missing_is_named() -> None:
    (problem,) = CASE.problems(inspected(processes=None, cpus=None))
    assert problem.observed == "no limit of processes, no limit of cpus"
