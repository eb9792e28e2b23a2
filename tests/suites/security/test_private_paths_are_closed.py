"""It sees a private path that is served, redirected, known (405) or broken, where the public is served.

Good look-alikes on which it is silent: 401, 403 and 404, whichever part of the way answers so.
"""

from dataclasses import replace
from unittest import mock

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.security.experiments.disguises import disguises, neighbour
from gonogo.suites.security.experiments.surface import visit_private_paths
from gonogo.suites.security.observations.surface import Disguised, PrivatePaths, Response
from tests.judging import Case, done
from tests.suites.security.examples import CONTRACT, private, response
from tests.suites.shop import ShopTarget, shop

CASE = Case("security/private-paths-are-closed", CONTRACT, clean=private(404), broken=private(404, 200))


@pytest.mark.parametrize("status", [401, 403, 404])
def test_each_way_of_closing_passes(status: int) -> None:
    assert CASE.problems(private(status)) == ()


@pytest.mark.parametrize("status", [200, 204, 302, 405, 500])
def test_anything_else_is_refused(status: int) -> None:
    (problem,) = CASE.problems(private(status))
    assert (problem.where, problem.observed) == ("/inside at the public entry", f"status {status}")


HTML = (("content-type", "text/html; charset=utf-8"),)


def disguised(status: int | None, beside: Response, plain: int = 404, **other: object) -> PrivatePaths:
    answer = response(status, path="/inside/", **other)
    return replace(private(plain), disguised=(Disguised("/inside", "with another end", answer, beside),))


@pytest.mark.parametrize("beside", [response(404), response(403), response(302), response(200, headers=HTML)])
def test_a_closed_path_that_is_served_in_disguise_is_refused(beside: Response) -> None:
    (problem,) = CASE.problems(disguised(200, beside))
    assert problem.where == "/inside at the public entry, with another end: /inside/"


@pytest.mark.parametrize("status", [401, 404, 307, 405, 500, None])
def test_what_is_not_served_in_disguise_is_closed(status: int | None) -> None:
    assert CASE.finding(disguised(status, response(404))).outcome is Outcome.PASSED


def test_one_page_for_whatever_is_unknown_is_no_private_path() -> None:
    assert CASE.problems(disguised(200, response(200, headers=HTML), headers=HTML)) == ()
    assert CASE.problems(disguised(200, response(None))) == ()


def test_a_path_that_is_open_anyway_is_told_once() -> None:
    assert len(CASE.problems(disguised(200, response(404), plain=200))) == 1


def _below(path: str) -> list[str]:
    return [f"{folder}{path}" for folder in ("/api", "/v1", "/api/v1")]


def test_each_disguise_is_worn_by_a_path_beside_it_as_well() -> None:
    with shop() as url:
        seen = done(visit_private_paths, ShopTarget(url, CONTRACT), CONTRACT)
        with mock.patch.object(ShopTarget, "started_here", new=False):
            elsewhere = done(visit_private_paths, ShopTarget(url, CONTRACT), CONTRACT)
    paths = [one.answer.path for one in seen.disguised]
    assert paths == ["/inside", "/inside", "/inside/", "//inside", "/INSIDE", *_below("/inside"), "/%69nside"]
    assert {one.beside.status for one in seen.disguised} == {404}
    assert elsewhere.disguised == ()


@pytest.mark.parametrize(
    ("path", "spelt"),
    [
        (
            "/a/b/?x=1",
            [
                "/a/b/?x=1",
                "/a/b/?x=1",
                "/a/b?x=1",
                "//a/b/?x=1",
                "/A/B/?x=1",
                *_below("/a/b/?x=1"),
                "/%61/b/?x=1",
            ],
        ),
        ("/_1", ["/_1", "/_1", "/_1/", "//_1", *_below("/_1")]),
    ],
)
def test_a_query_stays_behind_its_path(path: str, spelt: list[str]) -> None:
    assert [one for _, one, _ in disguises(path)] == spelt
    assert neighbour(path).startswith("/a/a" if path.startswith("/a/") else "/a")
    assert {how for how, _, _ in disguises(path)} <= {how for how, _, _ in disguises(neighbour(path))}


@pytest.mark.parametrize("control", [(), (response(404),), (response(503),), (response(None),)])
def test_an_entry_that_serves_nobody_shows_nothing(control: tuple[Response, ...]) -> None:
    assert CASE.finding(replace(private(404), control=control)).outcome is Outcome.INCONCLUSIVE


def test_an_entry_that_is_down_has_neither_closed_nor_served_a_path() -> None:
    down = replace(private(503), control=(response(503),))
    assert CASE.finding(down).outcome is Outcome.INCONCLUSIVE
    assert CASE.problems(replace(private(200), control=(response(503),)))


def test_no_answer_leaves_it_open_and_hides_no_problem() -> None:
    assert CASE.finding(private(404, None)).outcome is Outcome.INCONCLUSIVE
    assert CASE.finding(private(200, None)).outcome is Outcome.FAILED
