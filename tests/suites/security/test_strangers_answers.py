"""Ordinary answers of other frameworks and servers: what is good in them, and what is not."""

from __future__ import annotations

import json

import pytest

from gonogo.core.disclosure import disclosed_by_error, disclosed_by_headers
from gonogo.core.finding import Outcome
from gonogo.instruments.probe.answer import Answer
from gonogo.suites.security.experiments.fields import read_fields
from gonogo.suites.security.experiments.forms import cookie
from gonogo.suites.security.experiments.sessions import sent_back
from gonogo.suites.security.naming import is_listed
from gonogo.suites.security.observations.hosts import LinkedPages
from gonogo.suites.security.observations.sessions import SignedIn, SignedOut
from gonogo.suites.security.records import records_of, says_failure
from tests.judging import Case, contract, done
from tests.suites.loopback import Handler, Loopback
from tests.suites.security.examples import SECURITY, response, surface
from tests.suites.security.heard import heard
from tests.suites.shop import ShopTarget

# --- false alarms on good services -------------------------------------------------------------------------


def _signed_out(made: str, taken_back: str, out: str = "/logout") -> tuple[Case, SignedIn]:
    cookies = {
        "sign_in": {"path": "/login", "fields": {"word": "x"}, "status": 302},
        "sign_out": {"path": out, "status": 302},
    }
    flags = "; Secure; HttpOnly; SameSite=Lax"
    seen = SignedIn(302, 302, (cookie(made + flags),), SignedOut(302, 302, (cookie(taken_back),)))
    case = Case("security/cookies-carry-their-flags", contract(security={"cookies": cookies}), seen, seen)
    return case, seen


@pytest.mark.parametrize(
    ("made", "taken_back"),
    [
        # PHP's setcookie("sid", "", 1) at /logout.php: no Path, and the default one is "/"
        ("sid=1; Path=/", "sid=deleted; expires=Thu, 01 Jan 1970 00:00:01 GMT; Max-Age=0"),
        ("sid=1", "sid=; Path=/; Max-Age=0"),
    ],
)
def test_a_path_that_is_left_out_is_the_folder_of_what_was_asked_for(made: str, taken_back: str) -> None:
    case, seen = _signed_out(made, taken_back)
    assert case.problems(seen) == ()


@pytest.mark.parametrize(
    ("name", "promised", "lines"),
    [
        ("Cache-Control", "no-cache, no-store", ("no-cache", "no-store")),
        ("Vary", "Origin, Accept-Encoding", ("Origin", "Accept-Encoding")),
        ("Permissions-Policy", "camera=(), microphone=()", ("camera=()", "microphone=()")),
    ],
)
def test_a_list_may_come_in_several_lines(name: str, promised: str, lines: tuple[str, ...]) -> None:
    made = contract(security=SECURITY | {"headers": {name: promised}})
    seen = surface(response(headers=tuple((name.lower(), line) for line in lines)))
    case = Case("security/headers-on-every-response-class", made, seen, seen)
    assert case.problems(seen) == ()


@pytest.mark.parametrize(
    "line",
    [
        '[2024-05-01 10:00:00] production.ERROR: payment gateway is away {"request_id":"abc"} ',  # Laravel
        "[E 240501 10:00:00 web:1875] payment gateway is away abc",  # Tornado, Jupyter
        "EROR[05-01|10:00:00] payment gateway is away request_id=abc",  # log15
    ],
)
def test_a_record_of_level_error_tells_of_a_failure(line: str) -> None:
    (found,) = records_of(line + "\n")
    assert says_failure(found, 503)


@pytest.mark.parametrize(
    "body",
    [
        "<h1>500</h1><p>Don't panic: our team has been told.</p>",
        "<h1>500</h1><p>Don\u2019t panic: our team has been told.</p>",
    ],
)
def test_a_generic_error_gives_nothing_away(body: str) -> None:
    assert disclosed_by_error(body, "/gone") == []


@pytest.mark.parametrize(("name", "value"), [("refresh", "0; url=/login.php"), ("hx-redirect", "/login.php")])
def test_a_header_that_leads_on_holds_a_link(name: str, value: str) -> None:
    assert disclosed_by_headers([(name, value)], "/gone") == []


def test_a_point_of_presence_is_no_version() -> None:
    seen = surface(response(headers=(("server", "BunnyCDN-DE1-1082"),)))
    case = Case("security/server-does-not-tell-its-version", contract(security=SECURITY), seen, seen)
    assert case.problems(seen) == ()


@pytest.mark.parametrize("name", ["NSC_vs-shop-443", "X-Oracle-BMC-LBS-Route", "cookiesession1"])
def test_a_cookie_of_a_load_balancer_is_not_the_releases(name: str) -> None:
    case, _ = _signed_out("sid=1; Path=/", "sid=; Path=/; Max-Age=0")
    own = cookie("sid=1; Path=/; Secure; HttpOnly; SameSite=Lax")
    gone = SignedOut(302, 302, (cookie("sid=; Path=/; Max-Age=0"),))
    assert case.problems(SignedIn(302, 302, (own, cookie(f"{name}=1; Path=/; HttpOnly")), gone)) == ()


@pytest.mark.parametrize(
    "policy",
    ["script-src 'self'; script-src-attr 'unsafe-inline' 'sha256-abc='; frame-ancestors 'none'"],
)
def test_inline_is_ignored_beside_a_hash_in_attributes_too(policy: str) -> None:
    assert _policies(policy) == []


# --- plain misses ------------------------------------------------------------------------------------------


def _policies(*policies: str) -> list[str]:
    made = contract(security=SECURITY | {"strict_content_policy": True})
    seen = surface(response(headers=tuple(("content-security-policy", policy) for policy in policies)))
    case = Case("security/content-policy-is-strict", made, seen, seen)
    return [problem.observed for problem in case.problems(seen)]


@pytest.mark.parametrize(
    "policies",
    [
        # what a proxy adds by itself, and the policy of the application
        ("frame-ancestors 'none'", "default-src 'self' 'unsafe-inline'"),
        ("upgrade-insecure-requests", "script-src 'self' 'unsafe-inline'; frame-ancestors 'none'"),
        ("frame-ancestors 'self'; object-src 'none'", "default-src 'self'; script-src *"),
        ("frame-ancestors 'none', default-src 'self' 'unsafe-eval'",),
        ("default-src *; frame-ancestors 'none'", "script-src https:; frame-ancestors 'none'"),
    ],
)
def test_what_no_policy_keeps_out_is_let_in(policies: tuple[str, ...]) -> None:
    assert _policies(*policies) != []


HOSTS = " ".join(f"https://cdn{n}.example" for n in range(45))


def test_a_long_list_of_sources_is_read_to_its_end() -> None:
    assert _policies(f"script-src 'self' {HOSTS} 'unsafe-inline'; frame-ancestors 'none'") != []


def test_a_nonce_at_its_end_counts_as_well() -> None:
    assert _policies(f"script-src 'self' 'unsafe-inline' {HOSTS} 'nonce-abc'; frame-ancestors 'none'") == []


LINKS = Case(
    "security/links-name-the-own-host",
    contract(security={"links": {"requests": [{"path": "/"}]}}),
    clean=LinkedPages((heard(body="<a href='/x'>x</a>"),), (heard(body="<a href='/x'>x</a>"),)),
    broken=LinkedPages((heard(body="<a href='/x'>x</a>"),), (heard(body="//elsewhere.example/"),)),
)


@pytest.mark.parametrize(
    "body",
    [
        # Mustache and Handlebars-like templates escape a slash; Nuxt and serialize-javascript write it so
        "<a href='https:&#x2F;&#x2F;elsewhere.example&#x2F;reset'>reset</a>",
        '<script>window.__NUXT__={u:"https:\\u002F\\u002Felsewhere.example\\u002Fx"}</script>',
    ],
)
def test_a_link_is_one_however_it_is_written(body: str) -> None:
    assert LINKS.problems(LINKS.broken) != ()
    seen = LinkedPages(LINKS.clean.control, (heard(200, body),))
    assert LINKS.problems(seen) != ()


@pytest.mark.parametrize("name", ["x_pingback", "operation_location", "hx_redirect", "azure_asyncoperation"])
def test_other_headers_lead_elsewhere_too(name: str) -> None:
    seen = LinkedPages(LINKS.clean.control, (heard(202, **{name: "https://elsewhere.example/api/1"}),))
    assert LINKS.problems(seen) != ()


class _Two(Handler):
    """Answers two lists: one with what the attribute says."""

    odd: tuple[str, str]

    def respond(self) -> None:
        if self.path == "/odd":
            self.answer(200, *self.odd)
        else:
            self.answer(200, '{"total": 0}', "application/json")


@pytest.mark.parametrize(
    "odd",
    [
        ('{"items": null}', "application/json"),  # encoding/json writes a nil slice so
        ("null", "application/json"),
        ("<!doctype html><title>Shop</title>", "text/html"),  # the fallback of a single page
    ],
)
def test_an_answer_that_shows_no_entry_shows_nothing(odd: tuple[str, str]) -> None:
    named = [
        {"request": {"path": "/whole"}, "fields": ["total"]},
        {"request": {"path": "/odd"}, "fields": ["items.id" if odd[0][0] == "{" else "id"]},
    ]
    made = contract(security={"fields": named})
    with Loopback(_Two, odd=odd) as server:
        seen = done(read_fields, ShopTarget(server.url, made), made)
    case = Case("security/answers-hold-what-is-promised", made, seen, seen)
    assert case.finding(seen).outcome is Outcome.INCONCLUSIVE


@pytest.mark.parametrize(
    "body",
    [
        "WRONGTYPE Operation against a key holding the wrong kind of value",
        "NOAUTH Authentication required.",
        "JDBC exception executing SQL [select i1_0.id from items i1_0]",  # Hibernate 6
        "Connection to db:5432 refused. Check that the hostname and port are correct",  # pgjdbc
        "ENOENT: no such file or directory, open '/app/data/stock.json'",  # Node.js
        "uninitialized constant Shop::Stock",  # Ruby
        "ActionView::Template::Error",
        "error sending request for url (http://stock:8080/items): error trying to connect: dns error",  # Rust
        "Code: 60. DB::Exception: Table default.items does not exist. (UNKNOWN_TABLE)",  # ClickHouse
        "clojure.lang.ExceptionInfo: no stock {:item 1}",
        "lua entry thread aborted: runtime error: access.lua:3: attempt to index a nil value",  # OpenResty
    ],
)
def test_what_an_inside_says_of_itself_is_seen_in_errors(body: str) -> None:
    assert disclosed_by_error(json.dumps({"message": body}), "/gone") != []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("via", "1.1 varnish (Varnish/7.4)"),
        ("x-jenkins", "2.440.1"),
        ("x-mod-pagespeed", "1.13.35.2-0"),
        ("liferay-portal", "Liferay Community Edition Portal 7.4.3.112"),
        ("x-php-version", "8.2.1"),
    ],
)
def test_other_headers_tell_a_version_too(name: str, value: str) -> None:
    seen = surface(response(headers=((name, value),)))
    case = Case("security/server-does-not-tell-its-version", contract(security=SECURITY), seen, seen)
    assert case.problems(seen) != ()


@pytest.mark.parametrize(
    "body",
    [
        "<ADDRESS>WEBrick/1.8.1 (Ruby/3.2.2/2023-03-30) at shop:80</ADDRESS>",
        "<span>Powered by <a href='http://www.cherrypy.dev'>CherryPy 18.8.0</a></span>",
        "<hr><center>tengine/2.3.3</center>",
        "<h3>GlassFish Server Open Source Edition  5.1.0 </h3>",
        "<p>Generated by shop (squid/5.7)</p>",
        "Microsoft .NET Framework Version:4.0.30319; ASP.NET Version:4.8.4515.0",
    ],
)
def test_other_servers_sign_their_error_pages_too(body: str) -> None:
    page = response(404, promised=404, path="/gone", headers=(("content-type", "text/html"),), body=body)
    seen = surface(response(), page)
    case = Case("security/server-does-not-tell-its-version", contract(security=SECURITY), seen, seen)
    assert case.problems(seen) != ()


def test_another_address_of_six_is_another_host() -> None:
    assert not is_listed("[2001:db8::7]", ["[2001:db8::1]:8443"])


# --- needless holds ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("set_cookies", "sent"),
    [
        # Spring's CookieCsrfTokenRepository takes its cookie back at a sign-in, and sets another one
        (("XSRF-TOKEN=; Max-Age=0", "XSRF-TOKEN=abc", "JSESSIONID=1"), "XSRF-TOKEN=abc; JSESSIONID=1"),
        (("sid=before; Path=/", "sid=after; Path=/"), "sid=after"),
    ],
)
def test_a_browser_sends_back_the_last_cookie_of_a_name(set_cookies: tuple[str, ...], sent: str) -> None:
    headers = tuple(("set-cookie", value) for value in set_cookies)
    answer = Answer("http://127.0.0.1/", "POST", 302, headers, b"", False, 0.1, None, "")
    assert sent_back(answer) == {"Cookie": sent}


@pytest.mark.parametrize("body", ["client panic: no stock", "panic: no stock", "it got panic: no stock"])
def test_a_panic_is_one_behind_other_words_too(body: str) -> None:
    assert disclosed_by_error(body, "/gone") != []
