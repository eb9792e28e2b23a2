from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from tests.judging import Case, contract
from tests.suites.security.examples import CONTRACT, HEADERS, missing, response, surface

CASE = Case(
    "security/headers-on-every-response-class",
    CONTRACT,
    clean=surface(),
    broken=surface(response(), missing(headers=HEADERS[1:])),
)
PROMISED = ("X-Content-Type-Options", "Content-Security-Policy")


def test_the_header_and_its_class_are_named() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert problem.where == "X-Content-Type-Options on not found (GET /gone, status 404)"
    assert (problem.expected, problem.observed) == ("nosniff", "no such header")


def test_another_value_is_refused_and_any_value_is_enough_where_none_is_promised() -> None:
    other = surface(response(headers=(("x-content-type-options", "sniff"), ("content-security-policy", "x"))))
    assert [p.observed for p in CASE.problems(other)] == ["sniff"]


def test_an_empty_header_is_none() -> None:
    empty = surface(response(headers=(HEADERS[0], ("content-security-policy", ""))))
    assert [p.observed for p in CASE.problems(empty)] == ["an empty one"]


def test_a_header_twice_with_one_value_passes_and_with_two_is_refused() -> None:
    twice = surface(response(headers=(*HEADERS, ("x-content-type-options", "NoSniff"))))
    mixed = surface(response(headers=(*HEADERS, ("x-content-type-options", "sniff"))))
    assert CASE.problems(twice) == ()
    assert [p.observed for p in CASE.problems(mixed)] == ["nosniff, sniff"]


def test_a_class_that_was_not_seen_leaves_it_open() -> None:
    unseen = surface(response(), missing(status=None))
    assert CASE.finding(unseen).reason == "not looked at: not found"


def test_a_class_that_is_not_sent_here_is_named_and_holds_nothing() -> None:
    found = CASE.finding(surface(unsent=("created",)))
    assert (found.outcome, list(found.evidence.values())) == (Outcome.PASSED, [("created",)])
    assert CASE.finding(surface(responses=(), unsent=("created",))).reason == "not looked at: created"


def test_a_class_that_was_not_seen_hides_no_problem() -> None:
    assert CASE.finding(surface(response(headers=()), missing(status=None))).outcome is Outcome.FAILED


def test_the_head_of_a_page_has_what_the_page_has() -> None:
    page = surface().responses[0]
    bare = replace(page, method="HEAD", headers=())
    seen = replace(surface(), heads=(bare,))
    assert [p.where for p in CASE.problems(seen)] == [
        f"{name} on {page.name} (HEAD {page.path}, status {page.status})" for name in PROMISED
    ]
    assert CASE.problems(replace(seen, heads=(replace(bare, status=405),))) == ()
    assert CASE.problems(replace(seen, heads=(replace(page, method="HEAD"),))) == ()


def test_a_static_file_has_what_is_no_matter_of_documents() -> None:
    page = surface().responses[0]
    file = replace(page, name="static file", path="/static/x.css", headers=())
    of_all = [n for n in PROMISED if n.lower() not in ("content-security-policy", "cache-control")]
    assert len(CASE.problems(replace(surface(), files=(file,)))) == len(of_all)
    assert CASE.problems(replace(surface(), files=(replace(file, status=404),))) == ()


@pytest.mark.parametrize(
    ("value", "problems"),
    [
        ("camera=(),microphone=()", 0),
        ("microphone=(),  camera=()", 0),
        ("camera=()", 1),
        ("camera=(), microphone=(self)", 1),
    ],
)
def test_directives_may_stand_in_any_order(value: str, problems: int) -> None:
    promised = {"Permissions-Policy": "camera=(), microphone=()"}
    made = contract(security={"headers": promised, "responses": [{"path": "/"}]})
    page = replace(surface().responses[0], headers=(("permissions-policy", value),))
    case = replace(CASE, contract=made)
    assert (
        len(case.problems(replace(surface(), responses=(page,), heads=(), files=(), provoked=()))) == problems
    )
