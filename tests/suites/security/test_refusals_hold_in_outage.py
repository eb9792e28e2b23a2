"""The rule, and the experiment's part of it: what is asked of whom, and what counts as a control."""

from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.health.observations.probes import Outages, Refusal
from tests.judging import Case, contract
from tests.suites.health.examples import optional, outage
from tests.suites.security.access import CREDENTIALS, OWNERSHIP

CONTRACT = contract(
    credentials=CREDENTIALS,
    dependencies={"store": {"service": "db"}, "memory": {"service": "kv", "hard": False}},
    security={"ownership": OWNERSHIP},
)
STRANGER = Refusal("a", "GET /things", "without a credential", 200, (401, 401), (401, 503, None))
SIGNED_OUT = replace(STRANGER, request="GET /home", caller="with the cookie of a session that has ended")


def refusing(*memory: Refusal, store: tuple[Refusal, ...] = (STRANGER,)) -> Outages:
    return Outages(200, (outage(refusals=store), optional(refusals=memory)))


CASE = Case(
    "security/refusals-hold-in-outage",
    CONTRACT,
    clean=refusing(STRANGER, SIGNED_OUT),
    broken=refusing(STRANGER, replace(SIGNED_OUT, away=(401, 200, 200))),
)


def test_the_problem_says_what_was_opened_to_whom_where_and_how_often() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert problem.where == "GET /home with the cookie of a session that has ended without memory"
    assert problem.expected == "refused, as with 401 before"
    assert problem.observed == "status 200 at a, 2 of 3 times"


def test_replicas_that_do_the_same_are_one_problem() -> None:
    opened = [replace(STRANGER, replica=name, away=(201,)) for name in "ab"]
    (problem,) = CASE.problems(refusing(*opened))
    assert problem.observed == "status 201 at a, 1 of 1 times; b, 1 of 1 times"


@pytest.mark.parametrize("status", [200, 201, 202, 204, 206])
def test_every_success_is_refused(status: int) -> None:
    assert len(CASE.problems(refusing(STRANGER, store=(replace(STRANGER, away=(503, status)),)))) == 1


@pytest.mark.parametrize("status", [302, 400, 401, 403, 404, 422, 500, 503, None])
def test_whoever_says_anything_else_opens_nothing(status: int | None) -> None:
    assert CASE.problems(refusing(STRANGER, store=(replace(STRANGER, away=(status,)),))) == ()


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"taken": 404}, id="nobody may"),
        pytest.param({"taken": None}, id="nobody showed that he may"),
        pytest.param({"before": (200, 200)}, id="everybody may"),
        pytest.param({"before": (401, 200)}, id="now and then everybody may"),
        pytest.param({"before": (503,)}, id="it did not work before"),
        pytest.param({"before": (None,)}, id="no answer before"),
        pytest.param({"before": (429,)}, id="a limit was used up before"),
        pytest.param({"away": ()}, id="it was not asked in the outage"),
        pytest.param({"away": (429, 429)}, id="a limit was used up in the outage"),
    ],
)
def test_without_a_control_nobody_can_tell(changes: dict[str, object]) -> None:
    opened = replace(STRANGER, away=(200,)) if "away" not in changes else STRANGER
    finding = CASE.finding(refusing(replace(opened, **changes)))  # type: ignore[arg-type]
    assert (finding.outcome, finding.problems) == (Outcome.INCONCLUSIVE, ())
    assert finding.reason.endswith("and asked again without memory")


def test_where_there_was_no_time_to_ask_nobody_can_tell() -> None:
    finding = CASE.finding(refusing(STRANGER, replace(STRANGER, before=())))
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert finding.reason == "there was no time to ask for 1 of 2 before memory went"


def test_what_tells_nothing_is_not_counted() -> None:
    public = replace(STRANGER, before=(200,), away=(200,))
    finding = CASE.finding(refusing(STRANGER, public))
    assert (finding.outcome, finding.examined) == (Outcome.PASSED, 2)


def test_a_problem_outweighs_another_outage_that_told_nothing() -> None:
    assert CASE.finding(refusing(store=(replace(STRANGER, away=(200,)),))).outcome is Outcome.FAILED


def test_the_table_says_what_came_before_and_meanwhile() -> None:
    table = CASE.finding(CASE.clean).evidence["refusals"]
    assert table.columns == ("dependency", "request", "replica", "before", "away")
    row = ("store", "GET /things without a credential", "a", "401 x 2", "401 x 1, 503 x 1, no answer x 1")
    assert row in table.rows


@pytest.mark.parametrize(
    ("security", "promised"),
    [
        ({}, False),
        ({"cookies": {"sign_in": {"path": "/in", "fields": {"a": "b"}}}}, False),
        ({"cookies": {"sign_in": {"path": "/in", "fields": {"a": "b"}}, "sign_out": {"path": "/out"}}}, True),
        ({"routes": {"openapi": "/openapi.json"}}, True),
        ({"ownership": OWNERSHIP}, True),
    ],
)
def test_what_the_contract_has_to_say(security: dict[str, object], promised: bool) -> None:
    made = contract(credentials=CREDENTIALS, security=security)
    assert made.promises("security.closed") is promised
    assert not contract(credentials=CREDENTIALS).promises("security.closed")
