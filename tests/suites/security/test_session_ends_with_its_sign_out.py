from __future__ import annotations

import secrets
from dataclasses import replace
from typing import Any

import pytest

from gonogo.core.discover import discover
from gonogo.core.finding import Outcome
from gonogo.core.judge import judge
from gonogo.core.secrets import Secrets
from gonogo.suites.security.experiments.session_life import live_through
from gonogo.suites.security.observations.session_life import Opening, SessionLife
from tests.judging import Case, contract, done
from tests.suites.loopback import Handler, Loopback
from tests.suites.shop import ShopTarget

SIGN_IN = {"path": "/enter", "fields": {"word": "${WORD}"}}
SIGN_OUT = {"path": "/leave"}


def promised(**cookies: Any) -> Any:
    said = {"sign_in": SIGN_IN, "sign_out": SIGN_OUT, "behind": [{"path": "/mine", "says": "Jane"}]}
    return contract(security={"cookies": said | cookies})


CONTRACT = promised()
CLOSED = Opening("/mine", within=True, without=False, statuses=(200, 401), asked=8, opened=0)
OPEN = replace(CLOSED, opened=3)
BEGINS = next(rule for rule in discover() if rule.id == "security/sign-in-begins-a-new-session")
WELL = SessionLife(303, 303, (CLOSED,), 303, ("session",), (CLOSED,))
CASE = Case(
    "security/session-ends-with-its-sign-out",
    CONTRACT,
    clean=WELL,
    broken=replace(WELL, ended=(CLOSED, OPEN)),
)


def test_how_often_it_opened_is_told() -> None:
    (ended,) = CASE.problems(CASE.broken)
    assert (ended.where, ended.observed) == (
        "GET /mine with the cookies of a session that has ended",
        "what it opened, 3 of 8 times",
    )


@pytest.mark.parametrize(
    "doubtful",
    [
        replace(WELL, signed_in=401, signed_out=None, ended=()),
        replace(WELL, signed_out=500),
        replace(WELL, ended=()),
        replace(WELL, ended=(replace(CLOSED, within=False),)),
        replace(WELL, ended=(replace(OPEN, without=True),)),
    ],
)
def test_what_says_nothing_of_a_session_is_no_pass(doubtful: SessionLife) -> None:
    assert CASE.finding(doubtful).outcome is Outcome.INCONCLUSIVE


@pytest.mark.parametrize(
    ("doubtful", "said"),
    [
        ({"signed_in": None}, "the sign-in was not answered within 5 s"),
        ({"signed_in": 401}, "the sign-in was answered with 401, not 303"),
        ({"signed_out": None}, "the sign-out was not answered within 5 s"),
        ({"signed_out": 500}, "the sign-out was answered with 500, not 303"),
    ],
)
def test_what_was_not_answered_is_told_so(doubtful: dict[str, int | None], said: str) -> None:
    assert CASE.finding(replace(WELL, **doubtful)).reason == said  # type: ignore[arg-type]


def test_what_stays_open_by_design_is_not_asked_after_the_sign_out() -> None:
    kept = promised(sign_out=SIGN_OUT | {"ends_session": False}).security.cookies
    assert kept.closed_by_sign_out == ()
    assert promised(sign_out=None).security.cookies.closed_by_sign_out == ()
    assert len(CONTRACT.security.cookies.closed_by_sign_out) == 1


class _Shop(Handler):
    """Keeps sessions by mark. Each fault is one way to keep them wrongly."""

    sessions: dict[str, str]
    fault: str

    def respond(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        jar = dict(pair.split("=") for pair in (self.headers.get("Cookie") or "").split("; ") if pair)
        mark = jar.get("session", "")
        getattr(self, self.path.strip("/"))(mark)

    def enter(self, mark: str) -> None:
        keeps = {"invented": bool(mark), "issued": mark in self.sessions}
        if not keeps.get(self.fault):
            mark = secrets.token_hex(8)
        self.sessions[mark] = "Jane"
        self.tell(303, "", mark)

    def leave(self, mark: str) -> None:
        ended = [mark] if self.fault != "renewed in one place" else [*self.sessions]
        for one in ended if self.fault != "browser" else ():
            self.sessions.pop(one, None)
        self.tell(303, "", "gone")

    def mine(self, mark: str) -> None:
        user = self.sessions.get(mark)
        if user is None and self.fault == "issued":
            mark = secrets.token_hex(8)
            self.sessions[mark] = ""
        if user and self.fault.startswith("renewed"):
            mark = secrets.token_hex(8)
            self.sessions[mark] = user
        self.tell(200, f"this is {user or 'nobody'}", mark)

    def tell(self, status: int, body: str, mark: str) -> None:
        self.send_response(status)
        self.send_header("Set-Cookie", f"session={mark}; Path=/")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode())


@pytest.mark.parametrize(
    ("fault", "ends", "begins"),
    [
        ("none", Outcome.PASSED, Outcome.PASSED),
        ("browser", Outcome.FAILED, Outcome.PASSED),
        ("invented", Outcome.PASSED, Outcome.FAILED),
        ("issued", Outcome.PASSED, Outcome.FAILED),
        ("renewed", Outcome.FAILED, Outcome.PASSED),
        ("renewed in one place", Outcome.PASSED, Outcome.PASSED),
    ],
)
def test_a_shop_is_judged_by_its_sessions(fault: str, ends: Outcome, begins: Outcome) -> None:
    with Loopback(_Shop, sessions={}, fault=fault) as server:
        target = ShopTarget(server.url, CONTRACT)
        target.context = type("Context", (), {"contract": CONTRACT, "secrets": Secrets({"WORD": "w"})})()
        seen = done(live_through, target, CONTRACT)
    assert CASE.finding(seen).outcome is ends
    assert judge(BEGINS, seen, CONTRACT).outcome is begins
