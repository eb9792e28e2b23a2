"""It sees a private path that is served, redirected, known (405) or broken, where the public is served.

Good look-alikes on which it is silent: 401, 403 and 404, whichever part of the way answers so.
"""

import time
from dataclasses import replace
from unittest import mock

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.security.experiments.disguises import disguises, neighbour
from gonogo.suites.security.experiments.surface import visit_private_paths
from gonogo.suites.security.observations.surface import Disguised, PrivatePaths, Response
from tests.judging import Case, contract, done
from tests.suites.loopback import Handler, Loopback
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
    assert paths == [
        *["/inside"] * 3,
        *["/inside/", "//inside", "/INSIDE"],
        *[*_below("/inside"), "/%69nside"],
    ]
    assert {one.beside.status for one in seen.disguised} == {404}
    assert elsewhere.disguised == ()


@pytest.mark.parametrize(
    ("path", "spelt"),
    [
        (
            "/a/b/?x=1",
            [
                *["/a/b/?x=1"] * 3,
                "/a/b?x=1",
                "//a/b/?x=1",
                "/A/B/?x=1",
                *_below("/a/b/?x=1"),
                "/%61/b/?x=1",
            ],
        ),
        ("/_1", [*["/_1"] * 3, "/_1/", "//_1", *_below("/_1")]),
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


@pytest.mark.parametrize(
    ("error", "public", "outcome"),
    [
        ("reset: the connection was closed", 200, Outcome.PASSED),
        ("reset: the connection was closed", 503, Outcome.INCONCLUSIVE),
        ("reset: the connection was closed", None, Outcome.INCONCLUSIVE),
        ("timeout: not finished after 5 s", 200, Outcome.INCONCLUSIVE),
        ("refused: nobody listens", 200, Outcome.INCONCLUSIVE),
    ],
)
def test_a_connection_that_ends_without_an_answer_is_a_refusal(
    error: str, public: int | None, outcome: Outcome
) -> None:
    seen = replace(private(404), control=(response(public),))
    cut = response(None, name="private", path="/inside", error=error)
    assert CASE.finding(replace(seen, answers=(*seen.answers, cut))).outcome is outcome
    assert CASE.finding(replace(seen, answers=(*private(200).answers, cut))).outcome is Outcome.FAILED


def test_a_path_that_is_cut_off_and_served_in_disguise_is_refused() -> None:
    cut = response(None, name="private", path="/inside", error="reset: closed")
    assert len(CASE.problems(replace(disguised(200, response(404)), answers=(cut,)))) == 1


class _CutsOff(Handler):
    """Serves its page, and ends the connection where a path is private."""

    def respond(self) -> None:
        if self.path == "/":
            self.answer(200, "<html>shop</html>", "text/html")
        else:
            self.close_connection = True


def test_a_server_that_says_nothing_to_it_has_closed_a_path() -> None:
    made = contract(security={"responses": [{"path": "/"}], "private_paths": ["/metrics"]})
    elsewhere = mock.patch.object(ShopTarget, "started_here", new=False)
    with Loopback(_CutsOff) as server, elsewhere:
        seen = done(visit_private_paths, ShopTarget(server.url, made), made)
    assert replace(CASE, contract=made).finding(seen).outcome is Outcome.PASSED


JSON = (("content-type", "application/json"),)
PAGE = response(200, path="/a0", body="<html><a href='/docs'>docs</a></html>", headers=HTML)


def paged(status: int = 200, of_nobody: Response = PAGE, **other: object) -> PrivatePaths:
    answer = replace(PAGE, status=status, path="/docs", **other)  # type: ignore[arg-type]
    return replace(private(404), answers=(answer,), of_nobody=(("/docs", of_nobody),))


@pytest.mark.parametrize(
    ("body", "of_nobody"),
    [
        (PAGE.body, PAGE.body),
        ("<script nonce=\"a1\" src='/x'>", "<script nonce=\"b2\" src='/x'>"),
        ('<meta name="csrf-token" content="a1">', '<meta name="csrf-token" content="b2">'),
        ('<input name="csrfmiddlewaretoken" value="a1">', '<input name="csrfmiddlewaretoken" value="b2">'),
        ('<link rel="canonical" href="/docs">', '<link rel="canonical" href="/a0">'),
        ('<div data-id="a1b2c3">', '<div data-id="d4e5f6">'),
        ("<div data-request-id='0.81723'>", "<div data-request-id='0.28371'>"),
        ('<meta name="request-id" content="4f2a9c1b">', '<meta name="request-id" content="8d9e0f1a">'),
        ("<script>t=1764520000123</script>", "<script>t=1764520000987</script>"),
        ("<!-- 2026-11-30 12:00:01 -->", "<!-- 2026-11-30 12:00:02 -->"),
        (
            '<script>r="4f2a9c1b-2d3e-4f5a-8b7c-8d9e0f1a2b3c"</script>',
            '<script>r="5f2a9c1b-2d3e-4f5a-8b7c-8d9e0f1a2b3d"</script>',
        ),
    ],
)
def test_the_page_that_every_path_has_is_no_private_one(body: str, of_nobody: str) -> None:
    seen = paged(body=body, of_nobody=replace(PAGE, body=of_nobody))
    assert CASE.finding(seen).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "seen",
    [
        paged(body="<html>Swagger UI</html>"),
        paged(body='<script src="/docs.js">', of_nobody=replace(PAGE, body='<script src="/app.js">')),
        paged(
            body='<script src="/app.4f2a9c1b2d3e4f5a6b7c.js">',
            of_nobody=replace(PAGE, body='<script src="/app.5f2a9c1b2d3e4f5a6b7c.js">'),
        ),
        paged(body='<div data-page="users">', of_nobody=replace(PAGE, body='<div data-page="start">')),
        paged(body='<div data-id="a1b2c3">42 users', of_nobody=replace(PAGE, body='<div data-id="d4e5f6">')),
        paged(headers=(("content-type", "text/plain"),)),
        paged(headers=JSON, of_nobody=replace(PAGE, headers=JSON)),
        paged(headers=(), of_nobody=replace(PAGE, headers=())),
        paged(of_nobody=replace(PAGE, status=404)),
        paged(of_nobody=replace(PAGE, status=None)),
        paged(of_nobody=replace(PAGE, status=203)),
        paged(body="", of_nobody=replace(PAGE, body="")),
        paged(status=405, of_nobody=replace(PAGE, status=405)),
        paged(status=302, of_nobody=replace(PAGE, status=302)),
        replace(paged(), of_nobody=(("/metrics", PAGE),)),
        replace(paged(), of_nobody=()),
    ],
)
def test_any_other_answer_is_a_path_that_is_served(seen: PrivatePaths) -> None:
    assert len(CASE.problems(seen)) == 1


def test_a_page_of_long_lines_is_compared_at_once() -> None:
    for unit in (
        "data-a",
        "data-a='1",
        "a-",
        "0a",
        "id='a.",
        "2026-11-30 ",
        "csrf",
        "nonce=",
        'nonce="',
        "csrf content=",
        "csrf'",
    ):
        body = (unit * 20_000)[:20_000]
        began = time.process_time()
        CASE.problems(paged(body=f"{body}x", of_nobody=replace(PAGE, body=body)))
        assert time.process_time() - began < 1.0


class _OnePage(Handler):
    """Answers what it does not know with the page of its application: one for customers, one for staff."""

    opened: str
    asked: list[str]

    def respond(self) -> None:
        self.asked.append(self.path)
        if self.path == self.opened:
            self.answer(200, "# HELP sold", "text/plain")
        else:
            name = "staff" if self.path.startswith("/staff/") else "shop"
            self.answer(200, f"<html>{name}</html>", "text/html")


@pytest.mark.parametrize(
    ("private", "opened", "refused"),
    [
        (["/metrics", "/docs"], "", []),
        (["/metrics", "/docs/index.html"], "", []),
        (["/metrics", "/docs"], "/metrics", ["/metrics at the public entry"]),
        (["/metrics", "/staff/users"], "", ["/staff/users at the public entry"]),
    ],
)
def test_an_application_in_one_page_has_closed_what_nobody_is_served(
    private: list[str], opened: str, refused: list[str]
) -> None:
    made = contract(security={"responses": [{"path": "/"}], "private_paths": private})
    asked: list[str] = []
    elsewhere = mock.patch.object(ShopTarget, "started_here", new=False)
    with Loopback(_OnePage, opened=opened, asked=asked) as server, elsewhere:
        seen = done(visit_private_paths, ShopTarget(server.url, made), made)
    assert [problem.where for problem in replace(CASE, contract=made).problems(seen)] == refused
    assert len(asked) == 1 + 2 * len(private)


def test_a_release_that_closes_them_is_asked_nothing_more() -> None:
    with shop() as url, mock.patch.object(ShopTarget, "started_here", new=False):
        seen = done(visit_private_paths, ShopTarget(url, CONTRACT), CONTRACT)
    assert seen.of_nobody == ()
