from gonogo.suites.security.observations.containers import Port
from tests.judging import Case
from tests.suites.security.containers import CONTRACT, inspected

EVERYWHERE = "0.0.0.0"  # noqa: S104 - what must not be
CASE = Case(
    "security/ports-are-published-as-promised",
    CONTRACT,
    clean=inspected(),
    broken=inspected(ports=(Port(5432, "127.0.0.1"),)),
)


def test_a_promised_port_on_every_address_is_refused() -> None:
    (problem,) = CASE.problems(inspected(ports=(Port(80, EVERYWHERE),)))
    assert problem.observed == f"port 80 on {EVERYWHERE}"


def test_no_port_at_all_is_fine() -> None:
    assert CASE.problems(inspected(ports=())) == ()
