"""It sees what an inside leaves in any error, also in one that nobody promised.

Good look-alikes on which it is silent: the request repeated, also below a proxy's own path; a request id;
a service without errors.
"""

import json
from dataclasses import replace
from urllib.parse import unquote

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.security.experiments.surface import provoke_responses
from gonogo.suites.security.observations.surface import Response
from tests.judging import Case, contract, done
from tests.suites.loopback import Handler, Loopback
from tests.suites.security.examples import CONTRACT, SECURITY, foreign, missing, response, surface
from tests.suites.security.test_experiments import Strange
from tests.suites.shop import ShopTarget

TRACE = 'Traceback (most recent call last):\n  File "shop.py", line 7, in sell\n'
CASE = Case(
    "security/error-bodies-are-generic",
    CONTRACT,
    clean=surface(),
    broken=surface(response(), missing(TRACE)),
)


def test_the_problem_names_the_class_and_what_it_tells() -> None:
    told = surface(missing(json.dumps({"detail": TRACE}), path="/gone"))
    assert [(p.where, p.observed.partition(":")[0]) for p in CASE.problems(told)] == [
        ("not found (GET /gone, status 404)", "a stack trace")
    ]


def test_a_body_may_repeat_the_request() -> None:
    path = "/etc/shop/prices?q=SELECT%20x%20FROM%20y"
    assert CASE.problems(surface(missing(f'{{"instance": "{path}"}}', path=path))) == ()


def test_pages_that_are_no_errors_may_say_anything() -> None:
    assert CASE.problems(surface(response(body=TRACE), missing())) == ()


def test_an_error_that_nobody_provoked_shows_nothing_and_hides_no_problem() -> None:
    assert CASE.finding(surface(response(403), missing(status=403))).outcome is Outcome.INCONCLUSIVE
    assert CASE.finding(surface(response(500, body=TRACE))).outcome is Outcome.FAILED


def test_a_service_without_an_error_class_is_not_promised_it() -> None:
    assert CASE.rule.promises == ("security.error_responses",)
    pages = contract(security={"responses": [{"name": "page", "path": "/"}]})
    assert not pages.promises("security.error_responses")
    assert CONTRACT.promises("security.error_responses")


def test_without_an_error_nothing_is_established() -> None:
    assert CASE.finding(surface(response())).outcome is Outcome.INCONCLUSIVE


def test_a_header_is_a_part_of_the_answer() -> None:
    told = missing(headers=(("x-error", "KeyError at /srv/shop/app/store.py:12"),))
    assert CASE.problems(surface(told))
    assert CASE.problems(surface(missing(headers=(("link", "</opt/shop/docs.py>; rel=help"),)))) == ()


@pytest.mark.parametrize(
    "said",
    [
        "'list' object has no attribute 'get'",
        "Cannot read properties of undefined (reading 'id')",
        'value "9" is out of range for type integer',
    ],
)
def test_what_an_error_says_of_itself_is_no_generic_message(said: str) -> None:
    for seen in (
        surface(missing(json.dumps({"error": said}))),
        surface(missing(), provoked=(response(500, body=said),)),
    ):
        (problem,) = CASE.problems(seen)
        assert problem.observed.startswith("an exception's text: ")


def test_the_code_of_an_internal_error_is_a_generic_message() -> None:
    body = json.dumps({"error": {"code": "InternalError", "message": "Try again later."}})
    seen = surface(missing(), provoked=(response(500, body=body),))
    assert CASE.finding(seen).outcome is Outcome.PASSED


WIKI = "http://10.61.152.141:8090/runbooks/404"
HOOK = {"method": "POST", "path": "/hooks", "body": {"url": WIKI}, "status": 422}


def asked_at(host: str) -> tuple[Response, ...]:
    """Return what a page of a foreign origin, and of one that begins as the service's own, is answered."""
    return tuple(
        foreign(f"https://{origin}") for origin in ("elsewhere.example", f"{host}.elsewhere.example")
    )


@pytest.mark.parametrize(
    ("error", "where"),
    [
        (missing(json.dumps({"type": WIKI})), "a URL of the inside: 'http://10.61.152.141"),
        (missing(json.dumps({"type": WIKI}).replace("/", "\\/")), "a URL of the inside: "),
        (missing(json.dumps({"type": "http://wiki/errors/404"})), "a URL of the inside: 'http://wiki/"),
        (missing('see <a href="https://wiki.corp/404">here</a>'), "a URL of the inside: 'https://wiki.corp/"),
        (missing(headers=(("link", f'<{WIKI}>; rel="help"'),)), "a URL of the inside: "),
        (missing(headers=(("location", "http://app:8000/sign-in"),)), "a URL of the inside: "),
    ],
)
def test_a_url_that_only_an_inside_reaches_is_told(error: Response, where: str) -> None:
    for host in ("shop.example", "127.0.0.1", "localhost"):
        (problem,) = CASE.problems(surface(response(), error, foreign=asked_at(host)))
        assert problem.observed.startswith(where)


@pytest.mark.parametrize(
    ("host", "error", "more"),
    [
        # it is asked by an address or a name of the inside
        ("10.61.152.141", missing(json.dumps({"type": WIKI})), {}),
        ("shop.corp", missing(json.dumps({"type": "https://docs.corp/errors/404"})), {}),
        ("shop", missing(json.dumps({"type": "http://shop:8080/errors/404"})), {}),
        # its contract calls it so, or a page that it trusts
        (
            "127.0.0.1",
            missing('{"type": "https://shop.corp/404"}'),
            {"hosts": ["shop.corp:443", "localhost"]},
        ),
        ("shop.example", missing('{"x": "http://shop:80/a"}'), {"hosts": ["shop", "shop.example"]}),
        ("shop.example", missing('{"x": "https://my.corp/a"}'), {"trusted_origins": ["https://my.corp"]}),
        ("shop.corp", missing('{"x": "https://docs.corp/a"}'), {"trusted_origins": ["https://my.example"]}),
        # our own request says it
        ("shop.example", missing(json.dumps({"input": WIKI})), {"responses": [*SECURITY["responses"], HOOK]}),
        # the machine itself, documentation, and where a credential comes from
        ("127.0.0.1", missing('{"type": "http://127.0.0.1:8443/errors/404"}'), {}),
        ("shop.example", missing('{"type": "https://shop.example/errors/404"}'), {}),
        ("shop.example", missing(headers=(("www-authenticate", 'Bearer realm="http://in:1/x"'),)), {}),
    ],
)
def test_whom_an_inside_is_no_secret_to_is_told_nothing(
    host: str, error: Response, more: dict[str, object]
) -> None:
    case = replace(CASE, contract=contract(security=SECURITY | more))
    assert case.finding(surface(response(), error, foreign=asked_at(host))).outcome is Outcome.PASSED


def test_where_it_was_asked_has_to_be_known() -> None:
    error = missing(json.dumps({"type": WIKI}))
    assert CASE.finding(surface(response(), error)).outcome is Outcome.PASSED


def test_what_a_good_answer_says_as_well_is_no_secret_of_an_error() -> None:
    page = response(body=f"<a href='{WIKI}'>help</a>")
    seen = surface(page, missing(json.dumps({"type": WIKI})), foreign=asked_at("shop.example"))
    assert CASE.finding(seen).outcome is Outcome.PASSED


FILE = "/assets/0a1b2c3d.css"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("no such file: /srv/app/page/assets/0a1b2c3d.css", True),
        ("no such file: /srv/assets/0a1b2c3d.css", True),
        ("cannot open /app/assets/0a1b2c3d.css", True),
        ("file not found: /app/page/assets/0a1b2c3d.css.", True),
        ("File '/home/deploy/shop/public/0a1b2c3d.css' does not exist", True),
        ("there is no 0a1b2c3d.css in the folder /code/shop/assets", True),
        ("open /app/assets/0a1b2c3d.css: no such file or directory", True),
        ("File &#x27;/home/deploy/shop/public/0a1b2c3d.css&#x27; does not exist", True),
        ("<p>No such file: <code>/app/assets/0a1b2c3d.css</code></p>", True),
        ("could not open file:///usr/share/shop/assets/0a1b2c3d.css", True),
        ('{"detail": "not a directory: \\"\\/app\\/dist\\/assets\\/0a1b2c3d.css\\""}', True),
        (r"no such file: D:\sites\shop\assets\0a1b2c3d.css", True),
        ("/assets/0a1b2c3d.css not found", False),
        ("no such file: /assets/0a1b2c3d.css", False),
        ("The requested URL /assets/0a1b2c3d.css was not found on this server.", False),
        ("No static resource assets/0a1b2c3d.css.", False),
        ("Cannot GET /app/static/assets/0a1b2c3d.css", False),
        ("file not found: /app/assets/0a1b2c3d.css", False),
        ('{"message": "file not found", "path": "/app/static/assets/0a1b2c3d.css"}', False),
        ("<Key>site/assets/0a1b2c3d.css</Key><Resource>/data/site/assets/0a1b2c3d.css</Resource>", False),
        ('no such file: <a href="https://shop.example/srv/x/assets/0a1b2c3d.css">', False),
        ("no such file: shop.example/var/assets/0a1b2c3d.css", False),
        ("open the folder /app/shop/help for more", False),
    ],
)
def test_where_a_missing_file_was_looked_for_is_told(said: str, *, told: bool) -> None:
    seen = surface(missed=(missing(said, path=FILE, name="a missing file"),))
    assert bool(CASE.problems(seen)) is told
    assert CASE.problems(surface(missed=(missing(said, path=FILE, status=200),))) == ()


def test_who_is_told_where_a_file_lies_by_a_proxy_s_header_is_told() -> None:
    header = ("x-sendfile", "/app/page/assets/0a1b2c3d.css")
    assert CASE.problems(surface(missed=(missing(path=FILE, headers=(header,)),)))
    assert CASE.problems(surface(missed=(missing(path=FILE, headers=(("x-path", FILE),)),))) == ()


class Folder(Handler):
    """Serves a page and one file; what is not there it names as `how` says."""

    how: str

    def respond(self) -> None:
        if self.command == "PATCH":
            self.answer(405, self.how if "method" in self.how else "not so", "text/plain")
        elif self.path in ("/", "/assets/style.1.css") or ("?" in self.path and "?" not in self.how):
            self.answer(200, '<link href="/assets/style.1.css">', "text/html")
        else:
            name = unquote(self.path.partition("?")[0]).replace("\0", "")
            browser = "html" in self.headers.get("Accept", "")
            self.answer(404, self.how.format(name=name) if browser or "{" in self.how else "no", "text/plain")

    do_PATCH = respond  # noqa: N815 - http.server calls it so


@pytest.mark.parametrize(
    ("how", "where"),
    [
        ("no such file: /srv/shop{name}", "a missing file"),
        ("no such file: /srv/shop/page/nothing", "a missing file"),
        ("KeyError in method at shop.py:12", "another method"),
        ("not found: {name}", ""),
    ],
)
def test_what_is_missing_is_asked_for_where_writes_are_taken(how: str, where: str) -> None:
    static = contract(security=SECURITY | {"static": {"file": "/assets/style.*.css"}})
    with Loopback(Folder, how=how) as server:
        seen = done(provoke_responses, ShopTarget(server.url, static), static)
        strange = done(provoke_responses, Strange(server.url, static), static)
    named = [problem.where for problem in CASE.problems(seen)]
    assert bool(named) is bool(where)
    assert any(name.startswith(f"{where} (") for name in named) is bool(where)
    assert strange.missed == ()


def test_beside_a_file_each_way_to_miss_it_is_tried_and_public_paths_are() -> None:
    static = contract(security=SECURITY | {"static": {"file": "/assets/style.*.css"}})
    with Loopback(Folder, how="{name}") as server:
        missed = done(provoke_responses, ShopTarget(server.url, static), static).missed
    assert {(r.method, r.path.startswith("/assets/"), r.name) for r in missed} == {
        ("GET", True, "a missing file"),
        ("GET", True, "a file of another kind"),
        ("GET", True, "a file of a missing folder"),
        ("GET", True, "a file below a file"),
        ("GET", True, "a long name"),
        ("GET", True, "a NUL in a name"),
        ("GET", True, "the folder itself"),
        ("PATCH", True, "another method"),
        ("GET", False, "a name below it"),
        ("GET", False, "an odd query"),
        ("PATCH", False, "another method"),
    }
    assert len(missed) < 30
