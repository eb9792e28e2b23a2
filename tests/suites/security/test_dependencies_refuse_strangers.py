from suites.security.observations.containers import Strangers, StrangerTried
from tests.judging import Case, contract

CONTRACT = contract(
    dependencies={"store": {"service": "db", "anonymous": {"command": ["ask"], "refusal": "denied"}}}
)
CASE = Case(
    "security/dependencies-refuse-strangers",
    CONTRACT,
    clean=Strangers((StrangerTried("store", refused=True, said="denied"),)),
    broken=Strangers((StrangerTried("store", refused=False, said="PONG"),)),
)


def test_what_a_stranger_got_is_shown() -> None:
    assert [p.observed for p in CASE.problems(CASE.broken)] == ["PONG"]
