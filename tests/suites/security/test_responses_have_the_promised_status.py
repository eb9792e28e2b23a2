from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from tests.judging import Case
from tests.suites.security.examples import CONTRACT, missing, response, surface

CASE = Case(
    "security/responses-have-the-promised-status",
    CONTRACT,
    clean=surface(),
    broken=surface(response(), missing(status=200)),
)


def test_the_class_is_named() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert (problem.where, problem.expected, problem.observed) == (
        "not found (GET /gone)",
        "status 404",
        "status 200",
    )


def test_no_answer_and_half_an_answer_are_refused() -> None:
    seen = surface(response(None), missing(error="reset: it ended"))
    assert [p.observed for p in CASE.problems(seen)] == ["timeout", "reset: it ended"]


def test_a_class_that_is_not_sent_here_is_named_and_holds_nothing() -> None:
    found = CASE.finding(surface(unsent=("created",)))
    assert (found.outcome, found.examined) == (Outcome.PASSED, 2)
    assert list(found.evidence.values()) == [("created",)]


def test_where_nothing_could_be_sent_nothing_is_established() -> None:
    found = CASE.finding(surface(responses=(), unsent=("created",)))
    assert found.outcome is Outcome.INCONCLUSIVE
    assert found.reason == "no request was sent: what may write, a sign-up too, is not sent here: created"


@pytest.mark.parametrize("status", [200, 302, 400, 403, 410, 500])
def test_another_status_is_refused_though_it_be_a_refusal(status: int) -> None:
    assert [p.observed for p in CASE.problems(surface(response(), missing(status=status)))] == [
        f"status {status}"
    ]


@pytest.mark.parametrize("body", ["", "<html>500 Internal Server Error</html>", "null"])
def test_what_the_body_holds_is_for_other_rules(body: str) -> None:
    assert CASE.finding(surface(response(body=body), missing(body))).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("status", "error", "outcome"),
    [
        (200, "", Outcome.PASSED),
        (405, "", Outcome.PASSED),
        (404, "", Outcome.PASSED),
        (501, "", Outcome.PASSED),
        (500, "", Outcome.FAILED),
        (503, "", Outcome.FAILED),
        (None, "reset: it ended", Outcome.FAILED),
    ],
)
def test_head_of_what_get_serves_is_no_error_of_the_server(
    status: int | None, error: str, outcome: Outcome
) -> None:
    head = replace(response(status), method="HEAD", error=error)
    found = CASE.finding(surface(heads=(head,)))
    assert found.outcome is outcome
    assert [p.where for p in found.problems] == [f"{head.name} (HEAD {head.path})"] * (
        outcome is Outcome.FAILED
    )


def test_head_of_what_get_does_not_serve_is_no_second_problem() -> None:
    seen = surface(response(503), missing(), heads=(replace(response(503), method="HEAD"),))
    assert [p.where for p in CASE.problems(seen)] == [f"{response().name} (GET {response().path})"]
