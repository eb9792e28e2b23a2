from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.security.observations.identified import Asked, Identified, Written
from tests.judging import Case, contract
from tests.suites.security.telling_shop import BROKEN, PROMISED, seen_of

CONTRACT = contract(security={"logs": {"request_id": {"header": "X-Request-ID", "fields": ["request_id"]}}})
ASKED = tuple(Asked("list", 200, stated=f"id-{n}", by_stated=1, line="{}") for n in range(6))
WRITTEN = Written("list", "shop-1", "event=served", '{"event": "served"}', (1, 1, 1), (1, 1, 1))
CLEAN = Identified(ASKED, (WRITTEN,))
BARE = replace(WRITTEN, form="event=told", line='{"event": "told"}', alone=(0, 0, 0), at_once=(0, 0, 0))
ASTRAY = replace(BARE, astray_alone=3, astray_at_once=3)
CASE = Case(
    "security/records-carry-their-request",
    CONTRACT,
    clean=CLEAN,
    broken=replace(CLEAN, written=(WRITTEN, ASTRAY)),
)


def test_a_record_of_each_request_without_its_id_is_shown() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert problem.where == "the log of shop-1, by list"
    assert problem.expected == "the id of the request in request_id"
    assert problem.observed == '6 that do not have it, of 6 requests: {"event": "told"}'


def test_the_same_of_several_requests_is_one_problem() -> None:
    others = tuple(replace(ASTRAY, what=what) for what in ("find", "make", "miss", "drop"))
    (problem,) = CASE.problems(replace(CLEAN, written=others))
    assert problem.where == "the log of shop-1, by find, make, miss and 1 more"


@pytest.mark.parametrize(
    "row",
    [
        replace(ASTRAY, astray_alone=2),
        replace(ASTRAY, astray_at_once=2),
        replace(ASTRAY, unasked=1),
        replace(WRITTEN, at_once=(0, 1, 0)),
        replace(WRITTEN, at_once=(3, 1, 0)),
        replace(WRITTEN, alone=(4, 0, 0)),
        replace(WRITTEN, alone=(3, 0, 0), at_once=(3, 0, 0)),
    ],
    ids=[
        "now and then",
        "one of many",
        "also unasked",
        "left out",
        "more than alone",
        "more than at once",
        "as it came",
    ],
)
def test_what_does_not_come_of_each_is_nobodys_fault(row: Written) -> None:
    assert CASE.finding(replace(CLEAN, written=(WRITTEN, row))).outcome is Outcome.PASSED


def test_a_record_that_names_its_request_otherwise_is_refused_once() -> None:
    (problem,) = CASE.problems(replace(CLEAN, written=(replace(BARE, marked=1, unasked=1),)))
    assert problem.observed.startswith("1 that do not have it")


def test_records_of_one_that_are_anothers_are_refused() -> None:
    (problem,) = CASE.problems(replace(CLEAN, written=(replace(WRITTEN, at_once=(3, 0, 0)),)))
    assert problem.expected == "1 with the id of each request"
    assert problem.observed.startswith("3, 0, 0 of 3 requests at once")
    (problem,) = CASE.problems(replace(CLEAN, written=(replace(WRITTEN, alone=(3, 0, 0)),)))
    assert problem.observed.startswith("3, 0, 0 of 3 requests in a row")


def test_an_answer_states_the_id_and_one_of_its_own() -> None:
    without = tuple(replace(one, status=500, stated="") for one in ASKED[:2])
    (problem,) = CASE.problems(replace(CLEAN, asked=(*without, *ASKED)))
    assert problem.observed == "2 of 8 answers without it, as one of 500"
    alike = tuple(replace(one, stated="the same") for one in ASKED)
    (problem,) = CASE.problems(replace(CLEAN, asked=alike))
    assert problem.observed == "6 requests have 'the same'"


def test_the_entry_states_what_is_in_the_records() -> None:
    entered = tuple(Asked("list", 200, entered=True, stated=f"edge-{n}") for n in range(2))
    (problem,) = CASE.problems(replace(CLEAN, asked=(*ASKED, *entered)))
    assert (problem.where, problem.observed) == ("through the entry", "none has 'edge-0'")
    cached = tuple(replace(one, status=304) for one in entered)
    assert CASE.finding(replace(CLEAN, asked=(*ASKED, *cached))).outcome is Outcome.PASSED


def test_a_header_that_two_have_set_states_either() -> None:
    assert Asked("list", 200, stated="edge-7, app-7").ids == ("edge-7", "app-7")
    assert Asked("list", 200).ids == ()


def test_without_any_record_nobody_can_tell() -> None:
    bare = tuple(replace(one, by_stated=0) for one in ASKED)
    finding = CASE.finding(Identified(bare, ()))
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert "no record has the id of any request" in finding.reason
    silent = CASE.finding(replace(CLEAN, silent=("worker",)))
    assert (silent.outcome, silent.reason) == (
        Outcome.INCONCLUSIVE,
        "no record of worker has the id of any request",
    )


def test_an_id_has_to_be_known_by_somebody() -> None:
    with pytest.raises(ValueError, match="legal: header, incoming, or both"):
        contract(security={"logs": {"request_id": {"fields": ["request_id"]}}})


@pytest.mark.parametrize(
    ("how", "shown"),
    [
        ("outside", "reported"),
        ("thread", "followed"),
        ("first", "counted"),
        ("bound", "kept"),
        ("global", "requests at once"),
        ("connection", "requests in a row"),
        ("unstated", "answers without it"),
        ("constant", "requests have 'always the same'"),
        ("agent", "gonogo/"),
    ],
)
def test_what_belongs_to_a_request_and_does_not_say_so_is_found(
    how: str, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    problems = CASE.problems(seen_of(how, monkeypatch, request_id=BROKEN))
    assert shown in " ".join(problem.observed for problem in problems)


@pytest.mark.parametrize("how", ["well", "text", "shared", "errors", "accepts", "polls"])
def test_a_service_that_keeps_it_passes(how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    finding = CASE.finding(seen_of(how, monkeypatch, request_id=BROKEN))
    assert (finding.outcome, finding.problems) == (Outcome.PASSED, ())


def test_one_that_logs_errors_alone_and_makes_none_is_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    finding = CASE.finding(seen_of("errors", monkeypatch))
    assert finding.outcome is Outcome.INCONCLUSIVE


def test_a_worker_that_is_named_has_to_be_heard_of(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = seen_of("well", monkeypatch, PROMISED | {"services": ["worker"]})
    assert seen.silent == ("worker",)
