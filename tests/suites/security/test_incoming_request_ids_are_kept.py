from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.security.observations.identified import Asked, Identified, Written
from tests.judging import Case, contract
from tests.suites.security.telling_shop import seen_of

CONTRACT = contract(security={"logs": {"request_id": {"header": "X-Request-ID", "incoming": "X-Request-ID"}}})
USUAL = tuple(Asked("list", 200, stated=f"made-{n}", by_stated=1, line='{"id": "made"}') for n in range(3))
SENT = tuple(Asked("list", 200, sent=f"ours-{n}", stated=f"OURS{n}", by_sent=1) for n in range(3))
ENTERED = tuple(replace(one, entered=True) for one in SENT)
CLEAN = Identified((*USUAL, *SENT, *ENTERED), ())
OTHER = tuple(replace(one, stated="made", by_sent=0, by_stated=1) for one in SENT)
CASE = Case(
    "security/incoming-request-ids-are-kept",
    CONTRACT,
    clean=CLEAN,
    broken=replace(CLEAN, asked=(*USUAL, *OTHER)),
)


def test_another_id_in_the_answer_is_told() -> None:
    said, recorded = CASE.problems(CASE.broken)
    assert said.observed == "'made' in X-Request-ID, 3 times of 3"
    assert recorded.observed == 'none has it: {"id": "made"}'


def test_an_id_that_is_told_back_and_not_written_down_is_refused() -> None:
    echoed = tuple(replace(one, by_sent=0) for one in SENT)
    (problem,) = CASE.problems(Identified((*USUAL, *echoed), ()))
    assert problem.where == "list"
    assert problem.expected == "'ours-0', as X-Request-ID said in its records"


def test_what_is_lost_on_the_way_through_the_entry_is_refused() -> None:
    lost = tuple(replace(one, stated="edge", by_sent=0) for one in ENTERED)
    said, recorded = CASE.problems(Identified((*USUAL, *SENT, *lost), ()))
    assert said.where == recorded.where == "through the entry"


@pytest.mark.parametrize(
    "entered",
    [
        (*ENTERED[:1], *(replace(one, stated="edge", by_sent=0) for one in ENTERED[1:])),
        tuple(replace(one, status=404, by_sent=0) for one in ENTERED),
    ],
    ids=["some from a cache", "answered by the proxy itself"],
)
def test_what_a_proxy_answers_itself_is_no_matter(entered: tuple[Asked, ...]) -> None:
    assert CASE.finding(Identified((*USUAL, *SENT, *entered), ())).outcome is Outcome.PASSED


def test_where_records_are_of_errors_alone_nobody_can_tell() -> None:
    asked = tuple(replace(one, by_sent=0, by_stated=0) for one in (*USUAL, *SENT))
    assert CASE.finding(Identified(asked, ())).outcome is Outcome.INCONCLUSIVE


def test_records_with_another_id_are_refused_where_no_answer_states_any() -> None:
    asked = tuple(replace(one, stated="", by_sent=0) for one in SENT)
    row = Written("list", "shop-1", "served", '{"trace": "7"}', (0, 0), (0, 0), 2, 2)
    (problem,) = CASE.problems(Identified(asked, (row,)))
    assert problem.observed == 'none has it: {"trace": "7"}'


TRACED = {"header": None, "fields": ["trace.id"], "incoming": "traceparent"}


@pytest.mark.parametrize(
    ("how", "promised", "outcome"),
    [
        ("well", {}, Outcome.PASSED),
        ("anew", {}, Outcome.FAILED),
        ("echo", {}, Outcome.FAILED),
        ("text", {}, Outcome.PASSED),
        ("errors", {}, Outcome.INCONCLUSIVE),
        ("traced", TRACED, Outcome.PASSED),
        ("traced anew", TRACED | {"fields": ["request_id"]}, Outcome.FAILED),
    ],
)
def test_what_a_service_does_with_it(
    how: str, promised: dict[str, object], outcome: Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = seen_of(how, monkeypatch, request_id=promised)
    assert CASE.finding(seen).outcome is outcome
