from gonogo.core.finding import Outcome
from tests.judging import Case
from tests.suites.security.containers import CONTRACT, inspected

CASE = Case("security/containers-do-not-run-as-root", CONTRACT, clean=inspected(), broken=inspected(uid=0))


def test_a_service_may_be_allowed_to_be_root() -> None:
    assert CASE.problems(inspected(uid=0, service="scratch")) == ()


def test_a_process_that_cannot_be_read_is_no_pass() -> None:
    assert CASE.finding(inspected(uid=None)).outcome is Outcome.INCONCLUSIVE
