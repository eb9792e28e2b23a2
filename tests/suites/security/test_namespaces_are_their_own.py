from tests.judging import Case
from tests.suites.security.containers import CONTRACT, inspected

CASE = Case(
    "security/namespaces-are-their-own",
    CONTRACT,
    clean=inspected(),
    broken=inspected(host_namespaces=("pid",)),
)


def test_the_namespace_is_named() -> None:
    assert [p.observed for p in CASE.problems(CASE.broken)] == ["the host's pid namespace"]
