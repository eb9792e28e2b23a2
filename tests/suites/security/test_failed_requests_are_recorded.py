from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.security.observations.identified import Asked, Identified
from tests.judging import Case, contract
from tests.suites.security.telling_shop import BROKEN, seen_of

CONTRACT = contract(security={"logs": {"request_id": {"header": "X-Request-ID", "failures": True}}})
FAILED = tuple(Asked("broken", 500, stated=f"id-{n}", by_stated=1, told=True, line="{}") for n in range(3))
WELL = Asked("list", 200, stated="id-7")
CLEAN = Identified((*FAILED, WELL), ())
SILENT = replace(FAILED[0], by_stated=0, told=False, line="")
CASE = Case(
    "security/failed-requests-are-recorded",
    CONTRACT,
    clean=CLEAN,
    broken=replace(CLEAN, asked=(SILENT, WELL)),
)


def test_a_failure_without_a_record_is_told_with_its_id() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert (problem.where, problem.observed) == ("broken, answered 500", "no record with 'id-0'")


def test_a_record_that_tells_of_no_failure_is_shown() -> None:
    quiet = replace(FAILED[0], told=False, line='{"event": "request"}')
    (problem,) = CASE.problems(Identified((quiet,), ()))
    assert problem.observed == 'no failure in {"event": "request"}'


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        (Identified((WELL,), ()), "nothing was answered 5xx with an id"),
        (Identified((replace(SILENT, stated=""),), ()), "nothing was answered 5xx with an id"),
        (Identified((replace(SILENT, entered=True),), ()), "nothing was answered 5xx with an id"),
        (replace(CASE.broken, wrote=False), "has ever logged a line"),
    ],
    ids=["nothing fails", "no id", "a proxy's own", "no log"],
)
def test_what_nobody_can_tell_has_not_passed(seen: Identified, said: str) -> None:
    finding = CASE.finding(seen)
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert said in finding.reason


@pytest.mark.parametrize(
    ("how", "outcome"),
    [("well", "passed"), ("text", "passed"), ("errors", "passed"), ("silent", "failed"), ("quiet", "failed")],
)
def test_what_a_service_writes_of_a_failure(how: str, outcome: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert CASE.finding(seen_of(how, monkeypatch, request_id=BROKEN)).outcome.value == outcome


def test_answers_are_made_to_fail_where_a_dependency_can_be_taken_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen = seen_of("silent", monkeypatch, dependencies={"database": {"service": "postgres", "hard": True}})
    (problem,) = CASE.problems(seen)
    assert problem.where == "list, while database is away, answered 503"
