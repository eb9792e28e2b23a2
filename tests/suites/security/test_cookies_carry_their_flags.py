from dataclasses import replace
from typing import Any

import pytest

from gonogo.core.finding import Outcome
from gonogo.core.secrets import Secrets
from gonogo.suites.security.experiments.forms import cookie
from gonogo.suites.security.experiments.sessions import sign_in
from gonogo.suites.security.experiments.surface import provoke_responses
from gonogo.suites.security.observations.sessions import Cookie, SignedIn, SignedOut
from tests.judging import Case, contract, done
from tests.suites.loopback import Handler, Loopback
from tests.suites.shop import ShopTarget

GOOD = {"secure": "", "httponly": "", "samesite": "Strict", "path": "/", "max-age": "300"}
SIGN_IN = {"path": "/enter", "fields": {"word": "${WORD}"}}
CONTRACT = contract(security={"cookies": {"sign_in": SIGN_IN, "script_readable": ["theme"]}})


def signed_in(name: str = "__Host-shop", status: int = 303, **changes: Any) -> SignedIn:
    said = {**GOOD, **changes}
    return SignedIn(303, status, (Cookie(name, {k: v for k, v in said.items() if v is not None}),))


CASE = Case("security/cookies-carry-their-flags", CONTRACT, clean=signed_in(), broken=signed_in(secure=None))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"secure": None}, "Secure"),
        ({"httponly": None}, "HttpOnly"),
        ({"samesite": None}, "SameSite=Strict or Lax"),
        ({"samesite": "None"}, "SameSite=Strict or Lax"),
        ({"path": "/shop"}, "Path=/ and no Domain, as the prefix says"),
        ({"domain": "shop.example"}, "Path=/ and no Domain, as the prefix says"),
    ],
)
def test_what_is_missing_is_named(changes: dict[str, Any], expected: str) -> None:
    (problem,) = CASE.problems(signed_in(**changes))
    assert (problem.where, problem.expected) == ("cookie __Host-shop", expected)


def test_case_and_order_are_free() -> None:
    assert CASE.problems(signed_in(samesite="lax", path="/")) == ()
    assert CASE.problems(signed_in("shop", path="/shop")) == ()


def test_a_cookie_that_scripts_read_need_not_be_hidden_from_them() -> None:
    assert CASE.problems(signed_in("theme", httponly=None)) == ()


@pytest.mark.parametrize(
    "taken_back",
    [
        "old=; Max-Age=0; Path=/",
        "old=; max-age=-1",
        "old=; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
        "old=; expires=Thursday, 01-Jan-70 00:00:00 GMT; Path=/",
    ],
)
def test_a_cookie_that_is_taken_back_needs_no_flag(taken_back: str) -> None:
    gone = cookie(taken_back)
    kept = signed_in().cookies
    assert CASE.problems(SignedIn(303, 303, (*kept, gone))) == ()
    assert CASE.finding(SignedIn(303, 303, (gone,))).reason == "the sign-in set no cookie"


@pytest.mark.parametrize(
    "kept",
    [
        "new=1; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
        "new=1; Max-Age=soon",
        "new=1; Expires=never",
        "new=",
        "new=1; Expires=Fri, 31 Dec 2099 00:00:00 GMT",
    ],
)
def test_a_cookie_that_stays_needs_every_flag(kept: str) -> None:
    assert len(CASE.problems(SignedIn(303, 303, (cookie(kept),)))) == 3


def test_a_sign_in_that_failed_shows_nothing() -> None:
    assert CASE.finding(signed_in(status=401, secure=None)).outcome is Outcome.INCONCLUSIVE


def ended(header: str, name: str = "__Host-shop", status: int = 303) -> SignedIn:
    made = signed_in(name)
    return replace(made, ended=SignedOut(303, status, (cookie(header),)))


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("__Host-shop=; Max-Age=0; Path=/", "Secure, as the prefix says: a browser keeps it else"),
        ("__Host-shop=; Max-Age=0; Secure", "Path=/ and no Domain, as the prefix says"),
        ("__Host-shop=new; Path=/; Secure; HttpOnly", "SameSite=Strict or Lax"),
    ],
)
def test_a_sign_out_has_to_take_it_back_as_browsers_want(header: str, expected: str) -> None:
    assert [p.expected for p in CASE.problems(ended(header))] == [expected]


@pytest.mark.parametrize("until", ["Max-Age=86400", "Expires=Fri, 31 Dec 2099 00:00:00 GMT"])
@pytest.mark.parametrize("nothing", ["", '""'])
def test_one_that_is_emptied_is_not_kept_for_a_time_to_come(nothing: str, until: str) -> None:
    (problem,) = CASE.problems(
        ended(f"__Host-shop={nothing}; Path=/; Secure; HttpOnly; SameSite=Lax; {until}")
    )
    assert (problem.where, problem.expected[:11]) == ("cookie __Host-shop, emptied", "a time that")


def test_one_of_another_path_is_another_one() -> None:
    (problem,) = CASE.problems(ended("shop=; Max-Age=0; Path=/end", "shop"))
    assert (problem.where, problem.observed) == ("cookie shop, taken back", "/end")


@pytest.mark.parametrize(
    "header",
    [
        "__Host-shop=; Max-Age=0; Path=/; Secure",
        "other=; Max-Age=0",
        "__Host-shop=; Path=/; secure; expires=Thu, 01 Jan 1970 00:00:00 GMT",
        "__Host-shop=; Path=/; Secure; HttpOnly; SameSite=Lax",
        "__Host-shop=anew; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=3600",
    ],
)
def test_a_cookie_that_holds_nothing_needs_no_other_flag(header: str) -> None:
    assert CASE.problems(ended(header)) == ()


def test_a_sign_out_that_failed_shows_nothing() -> None:
    gone = ended("__Host-shop=; Max-Age=0; Path=/; Secure", status=500)
    assert CASE.finding(gone).reason == "the sign-out was answered with 500, not 303"


def test_a_cookie_that_a_page_sets_again_is_asked_for_its_flags() -> None:
    again = signed_in(httponly=None).cookies
    (problem,) = CASE.problems(replace(CASE.clean, later=again * 3))
    assert (problem.where, problem.expected) == ("cookie __Host-shop", "HttpOnly")


class _Pages(Handler):
    """Signs in, leads to a page with a form and links, and sets the cookie again where somebody searches."""

    asked: list[str]

    def respond(self) -> None:
        self.asked.append(self.path)
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        page = (
            '<a href="/things">t</a> <a href="/enter/end">bye</a> <a href="//elsewhere.example/">x</a>'
            '<a href="#top">y</a><form action="/find"><input name="q"><input type="submit"></form>'
            '<form method="post" action="/buy"><input name="n"></form>'
        )
        body = b"" if self.path == "/enter" else page.encode()
        self.send_response(303 if self.path == "/enter" else 200)
        if self.path == "/enter":
            self.send_header("Location", "/home")
            self.send_header("Set-Cookie", "shop=1; Secure; HttpOnly; SameSite=Lax")
        if self.path.startswith("/find?") and self.headers.get("Cookie") == "shop=1":
            self.send_header("Set-Cookie", "shop=1; Secure; SameSite=Lax")
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def test_pages_behind_the_sign_in_are_looked_at_and_nothing_ends_the_session() -> None:
    promised = contract(security={"cookies": {"sign_in": SIGN_IN, "sign_out": {"path": "/enter/end"}}})
    with Loopback(_Pages, asked=[]) as server:
        target = ShopTarget(server.url, promised)
        target.context.secrets = Secrets({"WORD": "sesame"})  # type: ignore[misc]
        seen = done(sign_in, target, promised)
        asked = server.RequestHandlerClass.asked  # type: ignore[attr-defined]
    pages = ["/home", "/find?q=release", "/things"]
    assert asked == ["/enter", *pages, "/enter/end", *pages, *pages]
    assert [made.attributes for made in seen.refused] == [{"secure": "", "samesite": "Lax"}]
    assert [made.attributes for made in seen.later] == [{"secure": "", "samesite": "Lax"}]


class _Named(_Pages):
    """Gives its cookie a domain where it was asked by a name."""

    def respond(self) -> None:
        host = (self.headers.get("Host") or "").partition(":")[0]
        self.asked.append(host)
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        domain = "" if host.replace(".", "").isdecimal() else f"; Domain={host}"
        self.send_response(303)
        self.send_header("Set-Cookie", f"__Host-shop=1; Path=/; Secure; HttpOnly; SameSite=Lax{domain}")
        self.send_header("Content-Length", "0")
        self.end_headers()


@pytest.mark.parametrize("ours", [True, False])
def test_a_release_of_our_own_is_signed_in_to_by_its_own_name(*, ours: bool) -> None:
    hosts = ["localhost", "*.shop.example", "shop.example", "127.0.0.1", "more.example"]
    promised = contract(security={"hosts": hosts, "cookies": {"sign_in": SIGN_IN}})
    with Loopback(_Named, asked=[]) as server:
        target = ShopTarget(server.url, promised)
        target.started_here = ours  # type: ignore[misc]
        target.context.secrets = Secrets({"WORD": "sesame"})  # type: ignore[misc]
        problems = CASE.problems(done(sign_in, target, promised))
        asked = server.RequestHandlerClass.asked  # type: ignore[attr-defined]
    named = ["gonogo.shop.example"] if ours else []
    assert asked[: len(named) + 1] == ["127.0.0.1", *named]
    assert {p.expected for p in problems} == ({"Path=/ and no Domain, as the prefix says"} if ours else set())


@pytest.mark.parametrize(
    ("name", "problems"), [("AWSALB", 0), ("__cf_bm", 0), ("TS01a2b3c4", 0), ("TSession", 1)]
)
def test_what_a_balancer_in_front_sets_is_not_the_releases(name: str, problems: int) -> None:
    balancers = signed_in(name, secure=None)
    seen = replace(signed_in(), cookies=(*signed_in().cookies, *balancers.cookies))
    assert len(CASE.problems(seen)) == problems


@pytest.mark.parametrize(
    ("again", "expected"),
    [
        ("__Host-shop=; Max-Age=0; Path=/", ["Secure, as the prefix says: a browser keeps it else"]),
        ("__Host-shop=; Max-Age=0; Path=/; Secure", []),
        ("__Host-shop=new; Path=/; Secure; HttpOnly; SameSite=Lax", []),
        ("__Host-shop=new; Path=/; Secure; SameSite=Lax", ["HttpOnly"]),
        ("other=; Max-Age=0", []),
    ],
)
def test_who_refuses_a_session_takes_it_back_so_that_it_is_gone(again: str, expected: list[str]) -> None:
    seen = replace(signed_in(), refused=(cookie(again), cookie(again)))
    assert [problem.expected for problem in CASE.problems(seen)] == expected


class _Refusing(Handler):
    """Takes the cookie of a session back that nobody has, and permits a foreign page that holds one."""

    session: str

    def respond(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        known = self.headers.get("Cookie") == f"__Host-shop={self.session}"
        self.send_response(303 if self.path == "/enter" else 200)
        if self.path == "/enter":
            made = f"__Host-shop={self.session}; Path=/; Secure; HttpOnly; SameSite=Lax"
            self.send_header("Set-Cookie", made)
        elif not known and "__Host-shop" in self.headers.get("Cookie", ""):
            self.send_header("Set-Cookie", "__Host-shop=; Path=/; Max-Age=0")
        if known and (origin := self.headers.get("Origin")):
            self.send_header("Access-Control-Allow-Origin", origin)
            self.send_header("Access-Control-Allow-Credentials", "true")
        self.send_header("Content-Length", "0")
        self.end_headers()


def test_a_session_that_nobody_has_is_tried_and_one_that_somebody_has_from_a_foreign_page() -> None:
    responses = [{"name": "home", "path": "/"}]
    promised = contract(security={"responses": responses, "cookies": {"sign_in": SIGN_IN}})
    with Loopback(_Refusing, session="7f3a") as server:
        target = ShopTarget(server.url, promised)
        target.context.secrets = Secrets({"WORD": "sesame"})  # type: ignore[misc]
        seen, surface = done(sign_in, target, promised), done(provoke_responses, target, promised)
    assert [problem.where for problem in CASE.problems(seen)] == ["cookie __Host-shop, taken back"]
    foreign = Case("security/foreign-origin-is-not-trusted", promised, surface, surface)
    assert "GET / with Origin https://untrusted.example" in [p.where for p in foreign.problems(surface)]
