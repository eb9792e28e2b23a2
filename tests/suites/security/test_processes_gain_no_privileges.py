from gonogo.core.finding import Outcome
from gonogo.suites.security.observations.confinement import Fence, Fences
from tests.judging import Case, contract

CONTRACT = contract(containers={"no_new_privileges": {"exempt": ["mail"]}})


def fences(*, gains: bool | None, service: str = "shop") -> Fences:
    return Fences((Fence(f"{service}-1", service, (), gains),))


CASE = Case(
    "security/processes-gain-no-privileges",
    CONTRACT,
    clean=fences(gains=False),
    broken=fences(gains=True),
)


def test_what_is_excepted_is_not_judged() -> None:
    both = Fences(fences(gains=False).fences + fences(gains=True, service="mail").fences)
    assert CASE.problems(both) == ()
    assert CASE.finding(fences(gains=True, service="mail")).outcome is Outcome.INCONCLUSIVE


def test_a_process_that_cannot_be_read_is_no_pass() -> None:
    assert CASE.finding(fences(gains=None)).outcome is Outcome.INCONCLUSIVE
