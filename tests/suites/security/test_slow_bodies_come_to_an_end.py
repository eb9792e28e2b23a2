"""It sees a body that may come for ever, whatever its framing, and passes one that somebody ends.

Seen: no clock at all, one that begins again with each byte, one for stated lengths alone, one for one form.
Good look-alikes on which it is silent: an end without an answer, an answer that comes long before its time.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest

from gonogo.core.finding import Outcome
from gonogo.core.secrets import Secrets
from gonogo.suites.security.experiments import slow
from gonogo.suites.security.experiments.slow import trickle
from gonogo.suites.security.observations.slow import SlowBodies, Trickled
from tests.judging import Case, contract, done
from tests.suites.shop import ShopTarget

BODY = {"request": {"method": "POST", "path": "/things", "body": {"a": "{uuid}"}, "status": 201}}
CONTRACT = contract(security={"body": BODY | {"limit_bytes": 1_000, "within_seconds": 0.4}})
ENDED = Trickled("POST /things at entry, in chunks", 201, 201, 0.4, 3.0, "answered 408")
HELD = replace(ENDED, ended_seconds=None, how="neither answered nor ended")
CASE = Case(
    "security/slow-bodies-come-to-an-end",
    CONTRACT,
    clean=SlowBodies((ENDED, replace(ENDED, how="its connection ended"))),
    broken=SlowBodies((ENDED, HELD)),
)


def test_what_is_still_waited_for_is_named() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert problem.where == "POST /things at entry, in chunks"
    assert problem.observed == "still waited for at 3 s"


@pytest.mark.parametrize(
    ("seen", "why"),
    [
        (replace(ENDED, whole=401), "POST /things at entry was answered with 401, not 201"),
        (replace(HELD, whole=None), "POST /things at entry was answered with None, not 201"),
        (replace(HELD, how="it could not be sent: refused"), "it could not be sent: refused"),
    ],
)
def test_what_is_not_taken_shows_nothing(seen: Trickled, why: str) -> None:
    finding = CASE.finding(SlowBodies((seen,)))
    assert (finding.outcome, why in finding.reason) == (Outcome.INCONCLUSIVE, True), finding


REFUSAL = b"HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


def served(connection: socket.socket, how: str) -> None:
    """Read a request as a service does that is as patient as its name says."""
    began, data = time.monotonic(), b""
    connection.settimeout(0.02)
    while True:
        try:
            if not (received := connection.recv(4_096)):
                return
            data += received
            began = time.monotonic() if how == "begins again" else began
        except TimeoutError:
            pass
        except OSError:
            return
        head, end, body = data.partition(b"\r\n\r\n")
        refused = bool(end) and how.startswith("refuses") and b"Bearer right" not in head
        if refused and how == "refuses at once":
            connection.sendall(REFUSAL)
            return
        began = time.monotonic() if refused and how == "refuses at the end" else began
        length = head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]
        if length and len(body) >= int(length):
            created = b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            connection.sendall(REFUSAL if refused else created)
            return
        known = how != "by length" or bool(length)
        if how != "never" and known and time.monotonic() - began > 0.35:
            if how == "answers":
                connection.sendall(b"HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n")
            return


@contextmanager
def service(how: str) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve(connection: socket.socket) -> None:
            with connection:
                served(connection, how)

        def accept() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                threading.Thread(target=serve, args=(connection,), daemon=True).start()

        threading.Thread(target=accept, daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        listener.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize(
    ("how", "outcome", "named"),
    [
        ("answers", Outcome.PASSED, []),
        ("ends", Outcome.PASSED, []),
        ("never", Outcome.FAILED, ["by its length", "in chunks"]),
        ("begins again", Outcome.FAILED, ["by its length", "in chunks"]),
        ("by length", Outcome.FAILED, ["in chunks"]),
    ],
)
def test_bodies_come_byte_by_byte(
    monkeypatch: pytest.MonkeyPatch, how: str, outcome: Outcome, named: list[str]
) -> None:
    monkeypatch.setattr(slow, "_LEAST_BEYOND_SECONDS", 0.5)
    with service(how) as url:
        target: Any = ShopTarget(url, CONTRACT)
        target.context.secrets = Secrets()
        finding = CASE.finding(done(trickle, target, CONTRACT))
    assert (finding.outcome, finding.reason) == (outcome, "")
    assert [problem.where.partition(", ")[2] for problem in finding.problems] == named


ALL_WAYS = ["by its length", "in chunks"]


@pytest.mark.parametrize(
    ("how", "named"),
    [
        ("refuses at once", {}),
        ("refuses within its time", {}),
        ("answers", {}),
        ("refuses at the end", {"without a credential": ALL_WAYS, "with a wrong credential": ALL_WAYS}),
    ],
)
def test_the_body_of_a_stranger_comes_to_an_end_as_well(
    monkeypatch: pytest.MonkeyPatch, how: str, named: dict[str, list[str]]
) -> None:
    monkeypatch.setattr(slow, "_LEAST_BEYOND_SECONDS", 0.5)
    request = BODY["request"] | {"credential": "jane"}
    promised = contract(
        credentials={"jane": {"value": "Bearer right"}},
        security={"body": {"request": request, "limit_bytes": 1_000, "within_seconds": 0.4}},
    )
    with service(how) as url:
        target: Any = ShopTarget(url, promised)
        target.context.secrets = Secrets()
        seen = done(trickle, target, promised)
    assert len(seen.sent) == 6
    finding = replace(CASE, contract=promised).finding(seen)
    assert (finding.outcome, finding.reason) == (Outcome.FAILED if named else Outcome.PASSED, "")
    found: dict[str, list[str]] = {}
    for problem in finding.problems:
        who, _, framed = problem.where.removeprefix("POST /things at entry ").partition(", ")
        found.setdefault(who, []).append(framed)
    assert found == named


@pytest.mark.parametrize("said", [None, 429])
def test_a_stranger_who_is_not_answered_or_limited_shows_nothing(
    monkeypatch: pytest.MonkeyPatch, said: int | None
) -> None:
    monkeypatch.setattr(slow, "_LEAST_BEYOND_SECONDS", 0.5)
    monkeypatch.setattr(slow, "_status", lambda one: said if one.promised is None else one.promised)
    request = BODY["request"] | {"credential": "jane"}
    promised = contract(
        credentials={"jane": {"value": "Bearer right"}},
        security={"body": {"request": request, "limit_bytes": 1_000, "within_seconds": 0.4}},
    )
    with service("answers") as url:
        target: Any = ShopTarget(url, promised)
        target.context.secrets = Secrets()
        assert len(done(trickle, target, promised).sent) == 2


@pytest.mark.parametrize("said", [429, 303])
def test_a_sign_in_that_came_too_often_is_left_out(monkeypatch: pytest.MonkeyPatch, said: int) -> None:
    monkeypatch.setattr(slow, "_LEAST_BEYOND_SECONDS", 0.5)
    monkeypatch.setattr(slow, "_status", lambda one: said if "/in" in one.name else one.promised)
    cookies = {"sign_in": {"path": "/in", "fields": {"user": "jane"}}}
    body = BODY | {"limit_bytes": 1_000, "within_seconds": 0.4}
    promised = contract(security={"body": body, "cookies": cookies})
    with service("answers") as url:
        target: Any = ShopTarget(url, promised)
        target.context.secrets = Secrets()
        seen = done(trickle, target, promised)
    signed_in = [one for one in seen.sent if "/in" in one.what]
    assert (len(signed_in), len(seen.sent) - len(signed_in)) == (0 if said == 429 else 2, 2)
