from gonogo.core.finding import Outcome
from tests.judging import Case
from tests.suites.security.containers import CONTRACT, inspected

CASE = Case(
    "security/containers-hold-no-capabilities",
    CONTRACT,
    clean=inspected(),
    broken=inspected(added=("NET_ADMIN",)),
)


def test_privileged_is_everything() -> None:
    assert [p.observed for p in CASE.problems(inspected(privileged=True))] == ["privileged"]


def test_what_the_process_really_holds_counts() -> None:
    assert [p.observed for p in CASE.problems(inspected(effective=0x400))] == ["effective capabilities 0x400"]


def test_a_granted_capability_is_legal_for_its_service() -> None:
    assert CASE.problems(inspected(service="edge", added=("NET_BIND_SERVICE",), effective=0x400)) == ()


def test_a_process_that_cannot_be_read_is_no_pass() -> None:
    assert CASE.finding(inspected(effective=None)).outcome is Outcome.INCONCLUSIVE
