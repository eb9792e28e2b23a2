from dataclasses import replace

import pytest

from suites.core.finding import Outcome
from suites.security.experiments.framing import hide_requests, messages
from suites.security.observations.framing import Framed, Framings
from tests.judging import Case, contract
from tests.suites.shop import ShopTarget, shop

CONTRACT = contract(security={"framing": {"method": "POST", "path": "/things", "status": 401}})
CONTROL = Framed("entry", "a stated length", (401, 200), "")
REFUSED = Framed("entry", "two Content-Lengths, the larger one last", (400,), "")


def framings(*tried: Framed, control: Framed = CONTROL) -> Framings:
    return Framings((control,), (REFUSED, *tried))


CASE = Case(
    "security/ambiguous-framing-is-refused",
    CONTRACT,
    clean=framings(),
    broken=framings(replace(REFUSED, source="shop-2", statuses=(401, 404))),
)


@pytest.mark.parametrize("statuses", [(), (400,), (401,), (501,)])
def test_a_message_with_one_answer_or_none_hides_nothing(statuses: tuple[int, ...]) -> None:
    assert CASE.problems(framings(replace(REFUSED, statuses=statuses, error="closed"))) == ()


def test_a_connection_that_is_never_kept_shows_nothing() -> None:
    shut = framings(control=replace(CONTROL, statuses=(401,)))
    assert CASE.finding(shut).outcome is Outcome.INCONCLUSIVE


def test_each_message_has_a_second_request_in_it() -> None:
    made = list(messages(b"GET /inside HTTP/1.1\r\n\r\n"))
    assert len({what for what, _, _ in made}) == len(made)
    assert all(b"GET /inside" in rest for _, _, rest in made)


def test_a_server_without_kept_connections_answers_each_once() -> None:
    with shop() as url:
        seen = hide_requests(ShopTarget(url, CONTRACT), CONTRACT)
    assert {len(framed.statuses) for framed in (*seen.control, *seen.tried)} <= {0, 1}


def test_what_is_not_there_is_an_error_and_no_answer() -> None:
    seen = hide_requests(ShopTarget("http://127.0.0.1:9", CONTRACT), CONTRACT)
    assert {framed.error.partition(":")[0] for framed in seen.control} == {"ConnectionRefusedError"}
