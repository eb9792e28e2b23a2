from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.metrics.observations.scrapes import Sent
from tests.judging import Case, contract
from tests.suites.metrics.examples import BAD_BODY, CONTRACT, sent, traffic

CASE = Case(
    "metrics/known-traffic-gets-the-promised-status",
    CONTRACT,
    clean=traffic(),
    broken=traffic(sent=(sent(count=19), sent(503, count=1))),
)


def test_the_odd_answer_is_named_and_counted() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert (problem.where, problem.observed) == ("list (GET /things)", "status 503, 1x")


def test_no_answer_is_refused() -> None:
    assert [p.observed for p in CASE.problems(traffic(sent=(sent(None, 2),)))] == ["no answer (timeout), 2x"]


@pytest.mark.parametrize("status", [200, 201, 302, 401, 429, 500])
def test_another_status_is_refused_though_it_be_a_good_one(status: int) -> None:
    odd = replace(BAD_BODY, status=status, count=1)
    (problem,) = CASE.problems(traffic(sent=(sent(), BAD_BODY, odd)))
    assert (problem.expected, problem.observed) == ("status 422", f"status {status}, 1x")


@pytest.mark.parametrize(
    ("limit", "outcome"),
    [
        ({}, Outcome.FAILED),
        ({"credential": "ann"}, Outcome.INCONCLUSIVE),
        ({"credential": "joe"}, Outcome.FAILED),
        ({"credential": "ann", "refusal": 503}, Outcome.FAILED),
        ({"form": {"path": "/things?all=1", "fields": {"a": "b"}}}, Outcome.INCONCLUSIVE),
    ],
)
def test_what_a_promised_limit_refuses_tells_nothing(limit: dict[str, object], outcome: Outcome) -> None:
    """A run has sent a lot by then: the limit is for others to judge."""
    promised = contract(
        credentials={"ann": {"value": "x"}, "joe": {"value": "y"}},
        metrics={},
        traffic={"requests": [{"name": "list", "path": "/things?limit=5", "credential": "ann"}]},
        security={"limits": [{"form": {"path": "/sign-in", "fields": {"a": "b"}}, "accepted": 9} | limit]},
    )
    case = replace(CASE, contract=promised)
    assert case.finding(traffic(sent=(sent(), sent(429, count=1)))).outcome is outcome
    assert case.finding(traffic(sent=(sent(), sent(500, 1), sent(429, 1)))).outcome is Outcome.FAILED


@pytest.mark.parametrize("error", ["timeout", "reset", "refused"])
def test_one_without_an_answer_is_refused(error: str) -> None:
    assert len(CASE.problems(traffic(sent=(sent(), sent(None, 1, error=error))))) == 1


@pytest.mark.parametrize(
    "good", [sent(503, promised=503), sent(404, promised=404), sent(204, 1, promised=204)]
)
def test_what_is_promised_is_good(good: Sent) -> None:
    """An error too, where the contract says so; what the body holds is for other rules."""
    assert CASE.finding(traffic(sent=(good,))).outcome is Outcome.PASSED
