"""Observations that the tests of hostile inputs share."""

from gonogo.suites.security.observations.hostile import Answered, HostileInputs, Once, Tried, Usual
from tests.judging import contract

CONTRACT = contract(security={"responses": [{"path": "/"}]})
WELL = Answered(200, 0.01)
AWAY = Answered(None, 0.01, "refused: nobody listens")
GOOD = Once("status 400", 0.01, WELL, WELL)
USUAL = Usual("entry", 200, 200, 0.01)


def tried(
    *times: Once, what: str = "a header", size: int = 100, whole: bool = True, series: str = ""
) -> Tried:
    return Tried(what, "entry", size, whole, series, times or (GOOD,))


def inputs(*made: Tried, unsent: tuple[str, ...] = (), restarted: tuple[str, ...] = ()) -> HostileInputs:
    return HostileInputs((USUAL,), (tried(), *made), unsent, restarted)
