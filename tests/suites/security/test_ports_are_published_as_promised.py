import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.security.observations.containers import Port
from tests.judging import Case, contract
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


def test_what_the_gate_asks_at_is_published_for_it() -> None:
    shop = {"service": "shop", "port": 8000, "entry_service": "edge", "entry_port": 443}
    promised = contract(
        containers={},
        deployment={"compose": shop},
        health={"liveness": {"path": ":9000/live"}},
        monitoring={"service": "prometheus", "jobs": ["shop"]},
    )
    case = Case(CASE.rule_id, promised, CASE.clean, CASE.broken)
    for service, port, wrong in (
        ("shop", 8000, False), ("shop", 9000, False), ("edge", 443, False), ("prometheus", 9090, False),
        ("edge", 9000, True), ("shop", 5432, True), ("database", 8000, True),
    ):  # fmt: skip
        seen = inspected(service=service, ports=(Port(port, "127.0.0.1"),))
        assert bool(case.problems(seen)) is wrong, (service, port)
    assert case.problems(inspected(ports=(Port(8000, EVERYWHERE),)))


def test_no_port_at_all_is_fine() -> None:
    assert CASE.problems(inspected(ports=())) == ()


@pytest.mark.parametrize(
    ("service", "port"),
    [
        ("db", Port(5432, "127.0.0.1")),
        ("shop", Port(80, "")),
        ("shop", Port(80, "::")),
        ("shop", Port(80, "192.168.0.7")),
        ("shop", Port(9229, "127.0.0.1")),
        ("db", Port(80, "127.0.0.1")),
    ],
    ids=[
        "a look",
        "every address",
        "of IPv6 too",
        "one address of the host",
        "a debugger",
        "of another service",
    ],
)
def test_one_port_too_many_is_enough(service: str, port: Port) -> None:
    legal = (Port(80, "127.0.0.1"),) if service == "shop" else ()
    assert len(CASE.problems(inspected(service=service, ports=(*legal, port)))) == 1


@pytest.mark.parametrize("address", ["127.0.0.1", "127.0.1.1", "::1"])
def test_the_promised_port_on_loopback_passes(address: str) -> None:
    assert CASE.finding(inspected(ports=(Port(80, address), Port(80, "127.0.0.1")))).outcome is Outcome.PASSED
