from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from gonogo.core.secrets import Secrets
from gonogo.suites.security.experiments.session_answers import look_around
from gonogo.suites.security.observations.session_answers import SessionAnswers
from gonogo.suites.security.observations.surface import Response
from tests.judging import Case, contract, done
from tests.suites.loopback import Handler, Loopback
from tests.suites.security.examples import HEADERS, SECURITY, response
from tests.suites.shop import ShopTarget

COOKIES = {"sign_in": {"path": "/enter", "fields": {"word": "${WORD}"}}, "sign_out": {"path": "/enter/end"}}
CONTRACT = contract(security=SECURITY | {"cookies": COOKIES})
NOSNIFF, POLICY = HEADERS
TYPE = ("content-type", "text/html; charset=utf-8")


def answer(name: str, path: str, *headers: tuple[str, str], status: int = 303) -> Response:
    return response(status, name=name, path=path, headers=headers, promised=status)


def session(*answers: Response) -> SessionAnswers:
    return SessionAnswers(answers)


WELL = (
    answer("sign-in", "/enter", NOSNIFF),
    answer("a page behind it", "/home", TYPE, NOSNIFF, POLICY, status=200),
    answer("sign-out", "/enter/end", NOSNIFF),
)
CASE = Case(
    "security/headers-hold-in-a-session",
    CONTRACT,
    clean=session(*WELL),
    broken=session(answer("sign-in", "/enter"), *WELL[1:]),
)


def test_the_header_and_its_answer_are_named() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert problem.where == "X-Content-Type-Options on sign-in (GET /enter, status 303)"
    assert (problem.expected, problem.observed) == ("nosniff", "no such header")


@pytest.mark.parametrize(
    "broken",
    [
        answer("sign-out", "/enter/end", TYPE),
        answer("a page behind it", "/home", TYPE, POLICY, status=200),
        answer("a page behind it", "/home", TYPE, NOSNIFF, status=200),
        answer("a page behind it", "/home", TYPE, NOSNIFF, ("content-security-policy", ""), status=200),
        answer("a page behind it", "/home", TYPE, ("x-content-type-options", "sniff"), POLICY, status=200),
        answer("a page behind it", "/gone", status=404),
    ],
)
def test_each_answer_is_asked(broken: Response) -> None:
    assert len(CASE.problems(session(*WELL, broken))) == 1


@pytest.mark.parametrize(
    "good",
    [
        answer("a page behind it", "/theme.css", ("content-type", "text/css"), NOSNIFF, status=200),
        answer("a page behind it", "/home", TYPE, NOSNIFF),
    ],
)
def test_what_shows_no_page_needs_no_policy(good: Response) -> None:
    assert CASE.problems(session(*WELL, good)) == ()


def test_a_page_of_one_user_may_be_kept_otherwise_than_everybodys() -> None:
    kept = {"Cache-Control": "public, max-age=60"}
    made = replace(CASE, contract=contract(security=SECURITY | {"cookies": COOKIES, "headers": kept}))
    own = answer("a page behind it", "/home", TYPE, ("cache-control", "no-store"), status=200)
    assert made.problems(session(own)) == ()
    assert len(made.problems(session(replace(own, headers=(TYPE,))))) == 1


def test_who_did_not_come_in_or_out_shows_nothing() -> None:
    outside = session(answer("sign-in", "/enter"))
    refused = replace(outside.answers[0], status=401)
    finding = CASE.finding(session(refused))
    assert (finding.outcome, finding.reason) == (
        Outcome.INCONCLUSIVE,
        "sign-in was answered with 401, not 303",
    )
    stayed = replace(WELL[2], status=500)
    assert CASE.finding(session(*WELL[:2], stayed)).reason == "sign-out was answered with 500, not 303"
    silent = replace(WELL[1], status=None, headers=())
    assert CASE.finding(session(WELL[0], silent)).outcome is Outcome.INCONCLUSIVE


class _Door(Handler):
    """Signs in and out, each with a redirect; pages say who asks."""

    def respond(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        through = self.path.startswith("/enter")
        self.send_response(303 if through else 200)
        if through:
            self.send_header("Location", "/home")
            self.send_header("Set-Cookie", "shop=secret; Secure; HttpOnly; SameSite=Lax")
        self.send_header("Content-Type", "text/html")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Content-Length", "0")
        self.end_headers()


def test_all_answers_are_kept_without_what_is_secret() -> None:
    with Loopback(_Door) as server:
        target = ShopTarget(server.url, CONTRACT)
        target.context.secrets = Secrets({"WORD": "sesame"})  # type: ignore[misc]
        seen = done(look_around, target, CONTRACT)
    said = [(a.name, a.method, a.path, a.status) for a in seen.answers]
    assert said == [
        ("sign-in", "POST", "/enter", 303),
        ("a page behind it", "GET", "/home", 200),
        ("sign-out", "POST", "/enter/end", 303),
    ]
    assert "secret" not in str(seen.answers)
    (problem,) = CASE.problems(seen)
    assert problem.where == "Content-Security-Policy on a page behind it (GET /home, status 200)"
