"""It sees a larger body that is taken, announced or in chunks, wherever, and a limit that is too low.

Good look-alikes on which it is silent: 411 or 501 to chunks. What refuses bodies of every size shows nothing.
"""

import gzip
from dataclasses import replace
from types import SimpleNamespace
from typing import Any
from unittest import mock

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.security.experiments.bodies import _inflated, filled, send_large_bodies, written
from gonogo.suites.security.observations.bodies import Bodies, Lettered, Sent
from gonogo.targets.base import TargetError
from tests.judging import Case, contract, done
from tests.suites.shop import ShopTarget, shop

MAKE = {"method": "POST", "path": "/things", "body": {"name": "{uuid}"}, "status": 201}
CONTRACT = contract(security={"body": {"request": MAKE, "limit_bytes": 1000}})
WITHIN = Sent("entry", chunked=False, size_bytes=1000, status=201, error="")
BEYOND = Sent("entry", chunked=False, size_bytes=1001, status=413, error="")


def bodies(*beyond: Sent, within: Sent = WITHIN) -> Bodies:
    return Bodies((within, replace(WITHIN, chunked=True)), (BEYOND, replace(BEYOND, chunked=True), *beyond))


CASE = Case(
    "security/oversized-bodies-are-refused",
    CONTRACT,
    clean=bodies(),
    broken=bodies(replace(BEYOND, chunked=True, source="shop-2", status=201)),
)


@pytest.mark.parametrize("status", [201, 400, 500, 502])
def test_a_larger_body_that_is_not_refused_for_its_size_is_a_problem(status: int) -> None:
    (problem,) = CASE.problems(bodies(replace(BEYOND, status=status)))
    assert (problem.where, problem.observed) == ("1001 bytes announced at entry", f"status {status}")


def test_one_at_the_limit_that_is_too_large_is_a_problem() -> None:
    (problem,) = CASE.problems(bodies(within=replace(WITHIN, status=413)))
    assert problem.where == "1000 bytes announced at entry"


@pytest.mark.parametrize("status", [411, 501])
def test_a_service_that_reads_no_chunks_is_good(status: int) -> None:
    chunked = Bodies(
        (WITHIN, replace(WITHIN, chunked=True, status=status)),
        (replace(BEYOND, chunked=True, status=status),),
    )
    assert CASE.finding(chunked).outcome is Outcome.PASSED


@pytest.mark.parametrize("status", [400, 415, 422])
def test_a_service_that_finds_nothing_in_chunks_is_good(status: int) -> None:
    chunked = replace(WITHIN, chunked=True, status=status)
    larger = replace(BEYOND, chunked=True, status=status)
    assert CASE.finding(Bodies((WITHIN, chunked), (BEYOND, larger))).outcome is Outcome.PASSED
    (problem,) = CASE.problems(Bodies((WITHIN, chunked), (BEYOND, replace(larger, status=201))))
    assert problem.where == "1001 bytes in chunks at entry"


@pytest.mark.parametrize("status", [401, 403, 429, 500])
def test_another_answer_to_chunks_is_no_word_on_them(status: int) -> None:
    chunked = replace(WITHIN, chunked=True, status=status)
    seen = Bodies((WITHIN, chunked), (BEYOND, replace(BEYOND, chunked=True, status=status)))
    assert CASE.finding(seen).outcome is not Outcome.PASSED


def test_without_a_length_that_is_taken_nothing_tells_why_chunks_are_not() -> None:
    refused = replace(WITHIN, status=422)
    seen = Bodies((refused, replace(refused, chunked=True)), (replace(BEYOND, chunked=True, status=422),))
    assert CASE.finding(seen).outcome is not Outcome.PASSED


def test_a_501_to_larger_ones_alone_is_no_word_on_chunks() -> None:
    chunked = Bodies((WITHIN, replace(WITHIN, chunked=True)), (replace(BEYOND, chunked=True, status=501),))
    assert CASE.finding(chunked).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "seen", [bodies(replace(BEYOND, status=None, error="reset")), bodies(within=replace(WITHIN, status=401))]
)
def test_without_an_answer_and_without_a_control_nobody_can_tell(seen: Bodies) -> None:
    assert CASE.finding(seen).outcome is Outcome.INCONCLUSIVE


def test_what_refuses_everything_shows_nothing() -> None:
    closed = replace(WITHIN, status=403)
    everything = Bodies((closed, replace(closed, chunked=True)), (replace(BEYOND, status=403),))
    assert CASE.finding(everything).outcome is Outcome.INCONCLUSIVE


def test_a_larger_body_that_is_taken_is_a_problem_whatever_became_of_the_smaller_one() -> None:
    assert CASE.problems(Bodies((replace(WITHIN, status=403),), (replace(BEYOND, status=201),)))


def test_a_place_where_nothing_at_the_limit_was_taken_is_open() -> None:
    assert CASE.finding(bodies(replace(BEYOND, source="shop-2"))).outcome is Outcome.INCONCLUSIVE


def test_each_size_is_sent_both_ways_everywhere() -> None:
    with shop() as url:
        seen = done(send_large_bodies, ShopTarget(url, CONTRACT), CONTRACT)
    ways = [(sent.source, sent.chunked, sent.size_bytes) for sent in (*seen.within, *seen.beyond)]
    assert {(chunked, size) for _, chunked, size in ways} == {
        (c, s) for c in (False, True) for s in (1000, 1001)
    }


def test_a_body_that_is_larger_than_the_limit_by_itself_says_so() -> None:
    assert CONTRACT.security is not None
    assert CONTRACT.security.body is not None
    with pytest.raises(TargetError, match="the limit is 10"):
        filled(CONTRACT.security.body, 10)


UPLOAD = MAKE | {"type": "multipart", "file": "photo", "body": {"a": "b"}}


def test_a_form_is_too_large_by_a_field_a_file_and_its_parts() -> None:
    made = contract(security={"body": {"request": UPLOAD, "limit_bytes": 1000, "limit_parts": 5}})
    with shop() as url:
        seen = done(send_large_bodies, ShopTarget(url, made), made)
    assert {sent.form for sent in seen.beyond} == {"a field", "a file", "parts"}
    assert {sent.size_bytes for sent in seen.within if sent.form != "parts"} == {1000}
    assert all(sent.size_bytes > 1001 for sent in seen.beyond if sent.form != "parts")


def test_a_form_that_is_too_large_by_a_field_has_its_file_all_the_same() -> None:
    made = contract(security={"body": {"request": UPLOAD, "limit_bytes": 1000}})
    assert made.security is not None
    assert made.security.body is not None
    for beyond in (False, True):
        sent = written(made.security.body, "a field", beyond=beyond)[1]
        assert sent.count(b'name="photo"; filename="a.txt"') == 1
        assert sent.count(b'name="filler"') == 1
        assert beyond or len(sent) == 1000


@pytest.mark.parametrize("kind", ["multipart", "form"])
def test_a_form_that_is_taken_shows_nothing_of_another_shape(kind: str) -> None:
    made = contract(
        security={"body": {"request": MAKE | {"type": kind, "body": {"a": "b"}}, "limit_bytes": 1000}}
    )
    assert made.security is not None
    assert made.security.body is not None
    for beyond, size in ((False, 1000), (True, 1001)):
        assert len(written(made.security.body, "a field", beyond=beyond)[1]) >= size
    taken = replace(BEYOND, form="a field", status=201)
    assert CASE.problems(bodies(taken))[0].where == "1001 bytes of a field announced at entry"
    assert CASE.finding(bodies(replace(taken, status=413))).outcome is Outcome.INCONCLUSIVE


def test_parts_at_the_limit_are_all_of_them_and_beyond_it_files_alone() -> None:
    made = contract(security={"body": {"request": UPLOAD, "limit_bytes": 1000, "limit_parts": 5}})
    assert made.security is not None
    assert made.security.body is not None
    counts = [
        written(made.security.body, "parts", beyond=beyond)[1].count(b"filename") for beyond in (False, True)
    ]
    assert counts == [4, 6]


def test_a_limit_on_parts_alone_is_one_and_none_at_all_is_refused() -> None:
    made = contract(security={"body": {"request": UPLOAD, "limit_parts": 5}})
    with shop() as url:
        seen = done(send_large_bodies, ShopTarget(url, made), made)
    assert {(sent.form, sent.chunked) for sent in seen.beyond} == {("parts", False)}
    with pytest.raises(ValueError, match="names no limit"):
        contract(security={"body": {"request": MAKE}})


@pytest.mark.parametrize(("status", "refused"), [(201, True), (413, False), (400, False), (415, False)])
def test_one_that_is_larger_once_inflated_is_not_taken(status: int, refused: bool) -> None:
    inflated = replace(BEYOND, size_bytes=16_000, form="gzip", status=status)
    assert bool(CASE.problems(replace(bodies(), inflated=(inflated,)))) is refused


@pytest.mark.parametrize(("reads", "limits", "asked"), [(True, False, 1), (True, True, 1), (False, False, 0)])
def test_only_what_reads_gzip_is_asked_for_more(reads: bool, limits: bool, asked: int) -> None:
    def answer(content: bytes) -> int:
        if not reads:
            return 201
        try:
            size = len(gzip.decompress(content))
        except gzip.BadGzipFile:
            return 400
        return 413 if limits and size > 1000 else 201

    def sent(*of: object, **more: Any) -> Any:
        return SimpleNamespace(status=answer(more["body"]), error="")

    target: Any = SimpleNamespace(headers=lambda _: {})
    assert CONTRACT.security is not None
    body = CONTRACT.security.body
    assert body is not None
    with mock.patch("gonogo.suites.security.experiments.bodies.probe", sent):
        found = list(_inflated(target, body, "entry", "http://shop"))
    assert len(found) == asked
    assert all(one.status == (413 if limits else 201) for one in found)


def test_a_text_beside_a_file_may_have_a_lower_limit() -> None:
    files = [replace(sent, form="a file") for sent in CASE.clean.within]
    texts = [replace(sent, form="a field", status=413) for sent in CASE.clean.within]
    beyond = [replace(sent, form=form) for sent in CASE.clean.beyond for form in ("a file", "a field")]
    seen = replace(CASE.clean, within=(*files, *texts), beyond=tuple(beyond))
    assert CASE.finding(seen).outcome is Outcome.PASSED
    taken = replace(beyond[1], status=201)
    assert CASE.problems(replace(seen, beyond=(*beyond[:1], taken)))
    alone = replace(seen, within=tuple(texts), beyond=tuple(b for b in beyond if b.form == "a field"))
    assert CASE.problems(alone)


LETTERS = Lettered("entry", chunked=True, size_bytes=1002, letters=280, taken=422, status=413)


@pytest.mark.parametrize(
    ("taken", "status", "refused"),
    [
        (422, 413, False),
        (422, 422, True),
        (201, 201, True),
        (422, 201, True),
        (422, None, False),
        (422, 400, False),
    ],
)
def test_a_limit_that_counts_letters_is_none(taken: int, status: int | None, refused: bool) -> None:
    seen = replace(CASE.clean, lettered=(replace(LETTERS, taken=taken, status=status),))
    assert (CASE.finding(seen).outcome is Outcome.FAILED) == refused


def test_the_same_refusal_of_chunks_is_no_word_on_letters() -> None:
    within = (WITHIN, replace(WITHIN, chunked=True, status=411))
    beyond = (BEYOND, replace(BEYOND, chunked=True, status=411))
    seen = Bodies(within, beyond, lettered=(replace(LETTERS, taken=411, status=411),))
    assert CASE.finding(seen).outcome is Outcome.PASSED


@pytest.mark.parametrize("limit", [1000, 1001, 1002, 1003])
def test_letters_are_few_and_bytes_are_more_than_the_limit(limit: int) -> None:
    made = contract(security={"body": {"request": MAKE, "limit_bytes": limit}})
    with shop() as url:
        seen = done(send_large_bodies, ShopTarget(url, made), made)
    assert [one.chunked for one in seen.lettered] == [False, True] * 2
    for one in seen.lettered:
        assert one.letters < limit < one.size_bytes <= limit + 5


def test_of_a_short_limit_no_letters_are_counted() -> None:
    made = contract(security={"body": {"request": MAKE, "limit_bytes": 999}})
    with shop() as url:
        assert not done(send_large_bodies, ShopTarget(url, made), made).lettered


def test_a_limit_of_one_file_is_tried_with_one() -> None:
    made = contract(security={"body": {"request": UPLOAD, "limit_parts": 1}})
    assert made.security is not None
    assert made.security.body is not None
    counts = [
        written(made.security.body, "parts", beyond=beyond)[1].count(b"filename") for beyond in (False, True)
    ]
    assert counts == [1, 2]


@pytest.mark.parametrize(("status", "refused"), [(413, False), (200, True), (404, False)])
def test_a_change_that_is_read_whole_is_refused(status: int, *, refused: bool) -> None:
    change = Sent("entry", chunked=True, size_bytes=1001, status=status, error="", form="a change by PUT")
    problems = CASE.problems(replace(CASE.clean, changed=(change,)))
    assert [p.where for p in problems] == ["1001 bytes of a change by PUT in chunks at entry"] * refused
