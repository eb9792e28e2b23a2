import pytest

from tests.judging import Case
from tests.suites.health.examples import CONTRACT, FAIL, TEXT, read, reads

CASE = Case(
    "health/status-agrees-with-body", CONTRACT, clean=reads(), broken=reads(read("overall", 200, FAIL))
)


@pytest.mark.parametrize(
    ("status", "stated", "expected"),
    [
        (200, "fail", "4xx or 5xx with fail"),
        (302, "fail", "4xx or 5xx with fail"),
        (503, "pass", "2xx or 3xx with pass"),
        (429, "warn", "2xx or 3xx with warn"),
        (200, "down", "4xx or 5xx with down"),
        (200, "error", "4xx or 5xx with error"),
        (503, "up", "2xx or 3xx with up"),
    ],
)
def test_a_disagreement_is_refused(status: int, stated: str, expected: str) -> None:
    seen = reads(read("overall", status, f'{{"status": "{stated}"}}'))
    assert [(p.expected, p.observed) for p in CASE.problems(seen)] == [(expected, f"{status} with {stated}")]


@pytest.mark.parametrize(
    ("status", "stated"),
    [
        (503, "fail"),
        (500, "FAIL"),
        (200, "warn"),
        (299, "Pass"),
        (200, "UP"),
        (503, "DOWN"),
        (200, "degraded"),
        (503, "starting"),
    ],
)
def test_agreement_passes(status: int, stated: str) -> None:
    assert CASE.problems(reads(read("overall", status, f'{{"status": "{stated}"}}'))) == ()


def test_a_text_body_states_nothing_and_agrees() -> None:
    text = Case(CASE.rule_id, TEXT, clean=reads(), broken=reads())
    finding = text.finding(reads(read("overall", 200, FAIL)))
    assert (finding.problems, finding.examined) == ((), 4)


def test_a_read_without_an_answer_is_not_examined() -> None:
    assert CASE.finding(reads(read("overall", None, ""))).examined == 3
