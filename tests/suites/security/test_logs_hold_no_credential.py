import base64
import hashlib
import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, unquote

import pytest

from gonogo.core.finding import Outcome
from gonogo.core.observation import Can
from gonogo.core.secrets import Secrets
from gonogo.suites.security.experiments.logs import read_logs
from gonogo.suites.security.experiments.planting import (
    _password,
)
from gonogo.suites.security.logs import traces_of_secrets
from gonogo.suites.security.observations.logs import Log, Logged, Trace
from gonogo.targets.base import ProcessLog, Replica
from tests.judging import Case, contract, done
from tests.suites.loopback import Handler, Loopback
from tests.suites.security.test_planting import ID, SIGNED
from tests.suites.shop import ShopTarget

CONTRACT = contract(security={"logs": {}})
CLEAN = Logged(
    (Log("shop-1", True, 12), Log("proxy-1", False, 3)),
    ("a credential in Authorization",),
    ("a quote in a path",),
)
TOLD = Trace("a credential in Authorization", "shop-1", "refused: Bearer ***")
CASE = Case("security/logs-hold-no-credential", CONTRACT, clean=CLEAN, broken=replace(CLEAN, told=(TOLD,)))


def test_what_stands_in_a_log_is_named_with_the_line() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert problem.where == "the log of shop-1"
    assert problem.expected == "a log without a credential in Authorization"
    assert problem.observed == "refused: Bearer ***"


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        (replace(CLEAN, logs=(Log("shop-1", True, 0), Log("proxy-1", False, 3))), "has logged a line"),
        (replace(CLEAN, tells=False), "`security.logs.requests` is false"),
    ],
)
def test_a_log_that_tells_of_nothing_has_not_passed(seen: Logged, said: str) -> None:
    finding = CASE.finding(seen)
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert said in finding.reason


def test_where_no_line_is_to_tell_of_a_request_none_has_to() -> None:
    made = replace(CASE, contract=contract(security={"logs": {"requests": False}}))
    assert made.finding(replace(CLEAN, tells=False)).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("secret", "line", "told"),
    [
        ("open sesame", "key=open sesame, refused", "key=***, refused"),
        ("open sesame", "GET /?key=open%20sesame", "GET /?key=***"),
        ("open sesame", "GET /?key=open+sesame", "GET /?key=***"),
        ("open sesame", "key=open se...", None),
    ],
)
def test_a_secret_is_found_as_it_is_and_as_a_url_writes_it(secret: str, line: str, told: str | None) -> None:
    found = traces_of_secrets("shop-1", f"before\n{line}\nafter\n", {"the key": secret})
    assert [trace.line for trace in found] == ([told] if told else [])


class _Logging(ShopTarget):
    """A shop that logs what its handler keeps, and starts no other process."""

    lines: list[str]

    def can(self) -> frozenset[Can]:
        return super().can() - {Can.START_REPLICA}

    def logs(self, ended: object = ()) -> list[ProcessLog]:
        return [ProcessLog("shop-1", True, "".join(f"{line}\n" for line in self.lines))]


class _Shop(Handler):
    """Takes `Bearer sesame`, signs in with `key=sesame`, and logs as it was told to."""

    lines: list[str]
    how: str

    def respond(self) -> None:
        size = int(self.headers.get("Content-Length", 0))
        body = self.rfile.read(size).decode()
        del self.headers["Content-Length"]
        right = self.headers.get("Authorization") == "Bearer sesame-sesame"
        status = 200 if right or self.path == "/" else 404 if self.path.startswith("/gonogo") else 401
        self.lines.append(self._line(status, body))
        self.answer(status, "said", "text/plain")

    def _line(self, status: int, body: str) -> str:
        if self.how == "headers" and status >= 400:
            return json.dumps({"headers": dict(self.headers)})
        if self.how == "form" and body:
            return json.dumps({"body": body})
        return json.dumps({"path": self.path if self.how == "queries" else self.path.partition("?")[0]})


WHOLE = contract(
    credentials={"jane": {"value": "Bearer ${JANE}"}},
    traffic={"requests": [{"path": "/things", "credential": "jane"}]},
    security={
        "responses": [{"name": "page", "path": "/"}],
        "cookies": {"sign_in": {"path": "/in", "fields": {"user": "jane", "key": "${JANE}"}, "status": 401}},
        "logs": {"parameters": ["token"]},
    },
)


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ("paths", []),
        ("headers", ["a credential in Authorization"]),
        ("form", ["the field key of POST /in", "the secret JANE"]),
        ("queries", ["the parameter token of a query"]),
    ],
)
def test_what_a_service_logs_of_a_request_is_found(how: str, told: list[str]) -> None:
    lines: list[str] = []
    with Loopback(_Shop, lines=lines, how=how) as server:
        target = _Logging(server.url, WHOLE)
        target.lines = lines
        target.context.secrets = Secrets({"JANE": "sesame-sesame"})  # type: ignore[misc]
        seen = done(read_logs, target, WHOLE)
    assert sorted(trace.what for trace in seen.told) == sorted(told)
    assert seen.tells
    assert seen.released[0].others == 0


def test_the_process_that_is_started_for_it_is_read_after_its_end() -> None:
    asked: list[object] = []

    class Started(_Logging):
        def can(self) -> frozenset[Can]:
            return frozenset(Can)

        def start_replica(self) -> Replica:
            return Replica("beside-1", self.entry)

        def stop_replica(self, replica: Replica, within_seconds: float) -> object:  # type: ignore[override]
            asked.append(replica.name)
            return None

        def logs(self, ended: object = ()) -> list[ProcessLog]:
            asked.append([replica.name for replica in ended])  # type: ignore[attr-defined]
            return super().logs()

    lines: list[str] = []
    with Loopback(_Shop, lines=lines, how="paths") as server:
        target = Started(server.url, CONTRACT)
        target.context.secrets = Secrets({})  # type: ignore[misc]
        target.lines = lines
        done(read_logs, target, CONTRACT)
    assert asked[:2] == ["beside-1", ["beside-1"]]


class _Door(Handler):
    """Signs in who has the password, by a cookie and a token, takes keys, and logs what it was told to."""

    lines: list[str]
    logs: str

    def respond(self) -> None:
        sent = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        del self.headers["Content-Length"]
        form = {name: values[0] for name, values in parse_qs(sent).items()}
        held = [self.headers.get(name, "") for name in ("Authorization", "Cookie", "X-Forwarded-User")]
        known = any(one in "".join(held) for one in ("reader-key", BASIC, ID, TOKEN, WHO))
        signs_in = self.path == "/in"
        right = form == {"username": "demo", "password": "demo-password"}
        status = (200 if right else 401) if signs_in else 404
        status = 200 if known or self.path == "/" else status
        self.lines.append(json.dumps(self._record(form, held, status, known=known)))
        self.send_response(status)
        if signs_in and status == 200:
            self.send_header("Set-Cookie", f"sid=s%3A{ID}.{SIGNED.replace('+', '%2B').replace('/', '%2F')}")
        body = json.dumps({"token": TOKEN}).encode()
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _record(self, form: dict[str, str], held: list[str], status: int, *, known: bool) -> dict[str, Any]:
        cookie = unquote(held[1].partition("=")[2])
        words = {
            "nothing": None,
            "whom it refuses": form.get("username") if status == 401 else None,
            "forms": form or None,
            "whom it knows": held[2] if status == 200 else None,
            "whom it lets in": " ".join(held[:2]) if known else None,
            "passwords": _password(held[0]) if known else None,
            "cookies": cookie,
            "sessions": cookie.removeprefix("s:").partition(".")[0],
            "hashes": hashlib.sha256(cookie.encode()).hexdigest() if cookie else None,
            "a few letters": cookie[:10],
        }
        return {"path": self.path.partition("?")[0], "status": status, "said": words[self.logs]}


TOKEN, WHO = "token-of-jane-0123456789", "jane.doe@shop.example"
BASIC = base64.b64encode(b"jane:a-long-password-of-jane").decode()
FORM = {"path": "/in", "fields": {"username": "demo", "password": "demo-password"}, "status": 200}
KEYS: dict[str, Any] = {
    "literal": {"value": "Bearer reader-key-0123456789"},
    "basic": {"value": f"Basic {BASIC}"},
    "short": {"value": "Bearer reader-key"},
    "token": {"value": "Bearer {token}", "sign_in": FORM | {"token": "token"}},
    "session": {"sign_in": FORM},
    "gateway": {"header": "X-Forwarded-User", "value": WHO},
}


def _logged(folder: Path, logs: str, *keys: str, cookies: bool = False) -> Logged:
    made = contract(
        credentials={name: KEYS[name] for name in keys},
        security={"responses": [{"path": "/"}], "logs": {}}
        | ({"cookies": {"sign_in": FORM}} if cookies else {}),
    )
    lines: list[str] = []
    with Loopback(_Door, lines=lines, logs=logs) as server:
        target = _Logging(server.url, made)
        target.lines = lines
        options = SimpleNamespace(allow_writes=True)
        context = SimpleNamespace(contract=made, secrets=Secrets({}), directory=folder, options=options)
        target.context = context  # type: ignore[assignment]
        seen = done(read_logs, target, made)
    assert seen.tells
    return seen


@pytest.mark.parametrize(
    ("logs", "told"),
    [
        ("nothing", set()),
        ("whom it refuses", set()),
        ("forms", {"the field password of POST /in"}),
        ("cookies", {"the cookie sid", "the session's id in the cookie sid"}),
        ("sessions", {"the session's id in the cookie sid"}),
        ("hashes", set()),
        ("a few letters", set()),
    ],
)
def test_a_sign_in_may_be_logged_with_who_tried_and_not_with_a_secret(
    logs: str, told: set[str], tmp_path: Path
) -> None:
    seen = _logged(tmp_path, logs, cookies=True)
    assert {trace.what for trace in seen.told} == told
    assert all("***" in trace.line for trace in seen.told)
    assert CASE.finding(seen).outcome is (Outcome.FAILED if told else Outcome.PASSED)


@pytest.mark.parametrize(
    ("key", "logs", "told"),
    [
        ("literal", "whom it lets in", {"the credential literal"}),
        ("basic", "whom it lets in", {"the credential basic"}),
        ("basic", "passwords", {"the password basic"}),
        ("token", "whom it lets in", {"the credential token"}),
        ("session", "whom it lets in", {"the cookie sid", "the session's id in the cookie sid"}),
        ("session", "sessions", {"the session's id in the cookie sid"}),
        ("session", "hashes", set()),
        ("short", "whom it lets in", set()),
        ("gateway", "whom it knows", set()),
        ("literal", "nothing", set()),
    ],
)
def test_a_right_credential_is_a_secret_however_it_was_got(
    key: str, logs: str, told: set[str], tmp_path: Path
) -> None:
    assert {trace.what for trace in _logged(tmp_path, logs, key).told} == told


def test_a_secret_of_the_run_is_told_once() -> None:
    lines = ["Bearer sesame-sesame"]
    with Loopback(_Shop, lines=[], how="paths") as server:
        target = _Logging(server.url, WHOLE)
        target.lines = lines
        target.context.secrets = Secrets({"JANE": "sesame-sesame"})  # type: ignore[misc]
        seen = done(read_logs, target, WHOLE)
    assert [trace.what for trace in seen.told] == ["the secret JANE"]
