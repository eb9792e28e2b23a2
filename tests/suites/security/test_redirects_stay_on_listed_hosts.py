"""It sees a redirect elsewhere however it is written, as a browser reads it.

Good look-alikes on which it is silent: a backslash that ends the host, the foreign name in a query or a path.
"""

from collections.abc import Callable
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from gonogo.core.finding import Outcome
from gonogo.core.secrets import Secrets
from gonogo.suites.security.destinations import destination
from gonogo.suites.security.experiments.leading import ask_to_be_sent_away
from gonogo.suites.security.observations.hosts import Heard, Redirected
from tests.judging import Case, contract, done
from tests.suites.loopback import Handler, Loopback
from tests.suites.security.heard import heard
from tests.suites.shop import ShopTarget, shop

GO = {"endpoint": "/things?to={url}", "own": "http://shop.example/"}
CONTRACT = contract(security={"redirects": GO, "responses": [{"path": "/things"}]})


def sent(location: str) -> Redirected:
    own = heard(302, location="http://shop.example/")
    return Redirected((own,), (heard(400), heard(302, location=location)))


CASE = Case(
    "security/redirects-stay-on-listed-hosts",
    CONTRACT,
    clean=sent("/home"),
    broken=sent("//elsewhere.example/../"),
)


@pytest.mark.parametrize(
    ("location", "host"),
    [
        ("http://shop.example%5C@elsewhere.example/", "elsewhere.example"),
        ("/\\elsewhere.example/", "elsewhere.example"),
        (" \t//elsewhere.example", "elsewhere.example"),
        ("https:elsewhere.example", "elsewhere.example"),
        ("/\t/elsewhere.example:80/", "elsewhere.example"),
        ("javascript:alert(1)", "javascript:"),
        ("http:\\\\elsewhere.example", "elsewhere.example"),
        ("http://shop.example\\@elsewhere.example/", "shop.example"),
        ("http:elsewhere.example", ""),
        ("/?to=//elsewhere.example", ""),
        ("elsewhere.example/x", ""),
    ],
)
def test_a_location_is_read_as_a_browser_does(location: str, host: str) -> None:
    assert destination(location) == host
    assert bool(CASE.problems(sent(location))) is (host not in ("", "shop.example"))


def test_hosts_that_the_contract_lists_are_good() -> None:
    listed = Case(
        CASE.rule_id, contract(security={"redirects": GO | {"hosts": ["*.elsewhere.example"]}}), None, None
    )
    assert listed.finding(sent("https://pay.elsewhere.example/")).outcome is Outcome.PASSED


def test_an_endpoint_that_sends_nobody_away_shows_nothing() -> None:
    assert CASE.finding(Redirected((heard(404),), (heard(400),))).outcome is Outcome.INCONCLUSIVE
    assert CASE.finding(Redirected((heard(),), (heard(None),))).outcome is Outcome.INCONCLUSIVE


def test_paths_and_urls_are_tried_and_the_endpoint_by_its_own() -> None:
    with shop() as url:
        seen = done(ask_to_be_sent_away, ShopTarget(url, CONTRACT), CONTRACT)
    assert (seen.control[0].status, seen.control[0].path) == (200, "/things?to=http%3A%2F%2Fshop.example%2F")
    paths = [one.path for one in seen.foreign]
    assert "//elsewhere.example/.." in paths
    assert "/things?to=http%3A%2F%2Fshop.example%5C%40elsewhere.example%2F" in paths
    assert all(isinstance(one, Heard) for one in seen.foreign)


class Back(Handler):
    """Sends whoever signed in to where the query, or a hidden field, says."""

    def respond(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        del self.headers["Content-Length"]
        query = parse_qs(self.path.partition("?")[2]) | (parse_qs(body) if self.hidden else {})
        self.send_response(303)
        prefix = self.headers.get("X-Script-Name", "") if self.believes else ""
        self.send_header("Location", query.get(self.name, [f"{prefix}/"])[0])
        self.send_header("Content-Length", "0")
        self.end_headers()

    name = "next"
    hidden = False
    believes = False


@pytest.mark.parametrize(
    ("name", "hidden", "believes", "refused"),
    [
        ("goto", False, False, True),
        ("return_to", True, False, True),
        ("colour", False, False, False),
        ("colour", False, True, True),
    ],
)
def test_a_sign_in_is_asked_to_send_back_elsewhere(
    name: str, *, hidden: bool, believes: bool, refused: bool
) -> None:
    form = {"path": "/enter", "fields": {"word": "sesame"}}
    promised = contract(
        security={"redirects": {}, "cookies": {"sign_in": form}, "responses": [{"path": "/", "status": 303}]}
    )
    with Loopback(Back, name=name, hidden=hidden, believes=believes) as server:
        target = ShopTarget(server.url, promised)
        target.context.secrets = Secrets()  # type: ignore[misc]
        seen = done(ask_to_be_sent_away, target, promised)
    case = Case(CASE.rule_id, promised, CASE.clean, CASE.broken)
    problems = case.problems(seen)
    assert case.finding(seen).outcome is (Outcome.FAILED if refused else Outcome.PASSED)
    assert {p.where.partition(" (")[0] for p in problems} == ({"POST /enter"} if refused else set())


class Shut(Handler):
    """Knows nobody."""

    def respond(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        del self.headers["Content-Length"]
        self.answer(401 if self.command == "POST" else 200, "", "text/plain")


def test_whoever_is_not_let_in_shows_nothing_of_where_a_sign_in_leads() -> None:
    form = {"path": "/enter", "fields": {"word": "sesame"}}
    promised = contract(
        security={"redirects": {}, "cookies": {"sign_in": form}, "responses": [{"path": "/"}]}
    )
    with Loopback(Shut) as server:
        target = ShopTarget(server.url, promised)
        target.context.secrets = Secrets()  # type: ignore[misc]
        seen = done(ask_to_be_sent_away, target, promised)
    finding = Case(CASE.rule_id, promised, CASE.clean, CASE.broken).finding(seen)
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert "POST /enter by signs in: 401, promised 303" in finding.reason


class Checking(Back):
    """Sends whoever signed in to where `next` says, if its check takes that, and home if not."""

    check: Callable[[str, str], str]
    sent: list[str]

    def respond(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        del self.headers["Content-Length"]
        if self.command == "POST":
            self.sent.append(self.path)
        asked = parse_qs(self.path.partition("?")[2]).get(self.name, ["/"])[0]
        self.send_response(303)
        self.send_header("Location", type(self).check(asked, self.headers["Host"]) or "/")
        self.send_header("Content-Length", "0")
        self.end_headers()


def _is_path(url: str, _: str) -> str:
    return url if url.startswith("/") and not url.startswith("//") else ""


def _begins_as_own(url: str, host: str) -> str:
    return url if url.startswith((f"http://{host}", "https://shop.example")) else ""


def _encodes(url: str, _: str) -> str:
    return quote(url, safe="/?=&") if url.startswith("/") and not url.startswith("//") else ""


def _compares_hosts(url: str, host: str) -> str:
    found = urlsplit(url.replace("\\", "/"))
    own = ("http", host), ("https", "shop.example"), ("", "")
    return url if (found.scheme, found.netloc) in own and "\\" not in url else ""


def _keeps_it_for_later(url: str, _: str) -> str:
    return f"/welcome?next={quote(url, safe='')}"


def _sent_back(
    check: Callable[[str, str], str], name: str = "next", **said: str
) -> tuple[Redirected, list[str]]:
    form = {"path": "/enter", "fields": {"word": "sesame"}}
    promised = contract(
        security={
            "redirects": said,
            "cookies": {"sign_in": form},
            "responses": [{"path": "/", "status": 303}],
        }
    )
    sent: list[str] = []
    with Loopback(Checking, name=name, check=staticmethod(check), sent=sent) as server:
        target = ShopTarget(server.url, promised)
        target.context.secrets = Secrets()  # type: ignore[misc]
        return done(ask_to_be_sent_away, target, promised), sent


@pytest.mark.parametrize(
    ("check", "said", "refused"),
    [
        (_is_path, {}, ["/\\elsewhere.example/"]),
        (_begins_as_own, {}, ["http://O@elsewhere.example/"]),
        (_begins_as_own, {"own": "https://shop.example/"}, ["https://shop.example@elsewhere.example/"]),
        (_encodes, {}, []),
        (_compares_hosts, {}, []),
        (_compares_hosts, {"own": "https://shop.example/"}, []),
        (_keeps_it_for_later, {}, []),
    ],
)
def test_a_check_of_the_beginning_alone_sends_elsewhere(
    check: Callable[[str, str], str], said: dict[str, str], refused: list[str]
) -> None:
    seen, _ = _sent_back(check, **said)
    own = seen.foreign[0].own
    finding = CASE.finding(seen)
    assert finding.outcome is (Outcome.FAILED if refused else Outcome.PASSED)
    told = [f"POST /enter (asks to be sent back to {url.replace('O', own)})" for url in refused]
    assert [problem.where for problem in finding.problems] == told


@pytest.mark.parametrize(
    "name", ["callbackUrl", "return", "returnto", "next_url", "came_from", "redir", "back_url"]
)
def test_frameworks_have_a_name_of_their_own_for_it(name: str) -> None:
    def anywhere(url: str, _: str) -> str:
        return url

    assert CASE.problems(_sent_back(anywhere, name)[0])


def test_a_form_is_not_sent_so_often_that_a_usual_limit_is_reached() -> None:
    _, sent = _sent_back(_encodes)
    assert len(sent) <= 7
    assert all(len(path) < 4_000 for path in sent)
