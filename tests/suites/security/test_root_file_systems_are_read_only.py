from tests.judging import Case
from tests.suites.security.containers import CONTRACT, inspected

CASE = Case(
    "security/root-file-systems-are-read-only",
    CONTRACT,
    clean=inspected(),
    broken=inspected(read_only_root=False),
)


def test_a_service_may_be_allowed_to_write() -> None:
    assert CASE.problems(inspected(read_only_root=False, service="scratch")) == ()
