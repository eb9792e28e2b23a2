from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from gonogo.instruments.probe.answer import Answer
from gonogo.suites.security.experiments.fields import _broken, _empty, _names, read_fields
from gonogo.suites.security.observations.fields import Answered, Fields
from tests.judging import Case, contract, done
from tests.suites.shop import ShopTarget, shop

CONTRACT = contract(
    security={
        "fields": [
            {"request": {"path": "/things"}, "fields": ["total", "items.id", "items.name", "items.extra.*"]}
        ]
    }
)


def answered(*fields: str, status: int | None = 200) -> Fields:
    return Fields((Answered("request", "GET", "/things", 200, status, fields),))


CASE = Case(
    "security/answers-hold-what-is-promised",
    CONTRACT,
    clean=answered("items", "items.id", "items.name", "total"),
    broken=answered("items", "items.id", "items.password_hash", "total"),
)


def test_what_is_more_is_named() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert problem.observed == "items.password_hash"


@pytest.mark.parametrize("field", ["debug", "items.owner_id", "items.id.raw", "total.exact"])
def test_refuses(field: str) -> None:
    assert len(CASE.problems(answered("items", field))) == 1


@pytest.mark.parametrize("fields", [("total",), ("items.extra", "items.extra.colour", "items.extra.x.y")])
def test_fewer_are_fine_and_what_is_free_is_free(fields: tuple[str, ...]) -> None:
    assert CASE.finding(answered(*fields)).outcome is Outcome.PASSED


def test_what_leads_to_a_promised_field_is_no_more() -> None:
    nested = contract(
        security={"fields": [{"request": {"path": "/q"}, "fields": ["data.cards.id", "data.page.info.*"]}]}
    )
    case = Case(CASE.rule_id, nested, clean=answered("data.cards.id"), broken=answered("data.cards.pin"))
    whole = ("data", "data.cards", "data.cards.id", "data.page", "data.page.info", "data.page.info.next")
    assert case.finding(answered(*whole)).outcome is Outcome.PASSED
    (problem,) = case.problems(answered(*whole, "data.cards.pin", "data.secret"))
    assert problem.observed == "data.cards.pin, data.secret"


def test_another_answer_tells_nothing() -> None:
    finding = CASE.finding(answered("detail", status=503))
    assert (finding.outcome, finding.problems) == (Outcome.INCONCLUSIVE, ())


def test_names_pass_over_lists() -> None:
    assert _names({"items": [{"id": 1}, {"more": {"x": 2}}]}, "") == {
        "items", "items.id", "items.more", "items.more.x",
    }  # fmt: skip


def test_answers_are_read() -> None:
    with shop() as url:
        (answer,) = done(read_fields, ShopTarget(url, CONTRACT), CONTRACT).answers
    assert (answer.path, answer.status) == ("/things", 200)


def test_an_empty_list_shows_nothing_of_its_entries() -> None:
    seen = answered("items", "total")
    empty = replace(seen, answers=tuple(replace(one, empty=("items",)) for one in seen.answers))
    finding = CASE.finding(empty)
    assert (finding.outcome, "items is empty" in finding.reason) == (Outcome.INCONCLUSIVE, True)
    more = answered("items", "total", "debug")
    assert CASE.problems(replace(more, answers=tuple(replace(one, empty=("items",)) for one in more.answers)))


def test_an_empty_list_of_which_nothing_is_promised_is_fine() -> None:
    (one,) = answered("total").answers
    assert replace(one, empty=("extra", "total")).unseen(("items.id", "extra.*")) == []
    assert replace(one, empty=("",)).unseen(("id",)) == [""]


@pytest.mark.parametrize(
    ("found", "empty"),
    [
        ({"items": []}, {"items"}),
        ([], {""}),
        ({"page": {"items": []}, "x": 1}, {"page.items"}),
        ({"items": [{"tags": []}]}, set()),
        (None, {""}),
    ],
)
def test_empty_lists_are_named(found: object, empty: set[str]) -> None:
    assert _empty(found, "") == empty


def test_what_is_called_json_and_is_none_is_refused() -> None:
    seen = answered()
    broken = replace(seen, answers=tuple(replace(one, empty=("",), broken="at 7") for one in seen.answers))
    (problem,) = CASE.problems(broken)
    assert problem.observed == "at 7"
    elsewhere = replace(broken, answers=tuple(replace(one, status=503) for one in broken.answers))
    assert CASE.finding(elsewhere).outcome is Outcome.INCONCLUSIVE


@pytest.mark.parametrize(
    ("media_type", "body", "is_broken"),
    [
        ("application/json", b'{"id":"a1","price":2,}', True),
        ("application/json; charset=utf-8", b'{"id":"a1"', True),
        ("application/problem+json", b"{'id': 1}", True),
        ("Application/JSON", b"Internal error", True),
        ("application/json", b"{}\n{}", True),
        ("application/json", b'{"id": NaN}', False),
        ("application/json", b'\xef\xbb\xbf{"id": 1}', False),
        ("application/json", b" \n", False),
        ("application/x-ndjson", b"{}\n{}", False),
        ("text/html", b"<p>", False),
        ("", b"{", False),
    ],
)
def test_only_what_is_called_json_has_to_be_that(media_type: str, body: bytes, is_broken: bool) -> None:
    headers = (("content-type", media_type),) if media_type else ()
    answer = Answer(
        "http://a/x", "GET", 200, headers, body, truncated=False, seconds=0.1, error=None, detail=""
    )
    assert bool(_broken(answer)) is is_broken
    assert not _broken(replace(answer, truncated=True))
