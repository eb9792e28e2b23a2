"""It sees a hidden request however it gets through, and no more than that.

Seen: answered at once, answered before the server closes on the rest, answered with the next request in the
open, answered before bytes that nobody can read, at a replica alone, in each of the odd framings,
behind a name that a gap parts from its colon.
Good look-alikes on which it is silent: 400 and an end, one answer and an end, a 400 to the rest.
"""

from __future__ import annotations

import re
import select
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from gonogo.instruments import raw
from gonogo.suites.security.experiments.framing import hide_requests, messages
from gonogo.suites.security.observations.framing import Framed, Framings
from tests.judging import Case, contract, done
from tests.suites.shop import ShopTarget, shop

CONTRACT = contract(security={"framing": {"method": "POST", "path": "/things", "status": 401}})
CONTROL = Framed("entry", "a length", (401, 200), "")
REFUSED = Framed("entry", "two Content-Lengths, the larger one last", (400,), "", asked=1)


def framings(*tried: Framed, control: Framed = CONTROL) -> Framings:
    return Framings((control,), (REFUSED, *tried))


CASE = Case(
    "security/ambiguous-framing-is-refused",
    CONTRACT,
    clean=framings(),
    broken=framings(replace(REFUSED, source="shop-2", statuses=(401, 404))),
)


@pytest.mark.parametrize(
    ("statuses", "asked"), [((401, 404), 1), ((401, 404, 200), 2), ((401, 404, 400), 2), ((400, 404), 1)]
)
def test_an_answer_that_nobody_asked_for_in_the_open_is_refused(
    statuses: tuple[int, ...], asked: int
) -> None:
    (problem,) = CASE.problems(framings(replace(REFUSED, statuses=statuses, asked=asked)))
    assert problem.observed == f"answers {', '.join(map(str, statuses))}"


@pytest.mark.parametrize(
    ("statuses", "asked"), [((), 1), ((400,), 1), ((401,), 2), ((501,), 1), ((401, 200), 2), ((401, 400), 1)]
)
def test_a_message_that_hides_nothing_passes(statuses: tuple[int, ...], asked: int) -> None:
    seen = framings(replace(REFUSED, statuses=statuses, asked=asked, error="closed"))
    assert CASE.finding(seen).outcome is Outcome.PASSED


def test_a_server_that_closes_after_each_answer_is_judged() -> None:
    closing = framings(control=replace(CONTROL, statuses=(401,), asked=1))
    assert CASE.finding(closing).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "changes",
    [
        {"statuses": (503, 200)},
        {"statuses": (200, 200)},
        {"statuses": (), "asked": 1, "closed": True, "error": "closed"},
        {"statuses": (), "asked": 1, "closed": False, "error": "mute"},
        {"statuses": (401,), "asked": 2, "closed": False},
    ],
)
def test_a_control_that_fails_or_stays_mute_shows_nothing(changes: dict[str, object]) -> None:
    seen = framings(control=replace(CONTROL, **changes))  # type: ignore[arg-type]
    assert CASE.finding(seen).outcome is Outcome.INCONCLUSIVE


def test_a_message_on_which_the_server_stays_mute_is_open() -> None:
    mute = replace(REFUSED, statuses=(), closed=False, error="no answer, and an open connection")
    assert "no answer, and an open connection" in CASE.finding(framings(mute)).reason


def test_a_place_without_a_control_is_open() -> None:
    assert CASE.finding(framings(replace(REFUSED, source="shop-2"))).outcome is Outcome.INCONCLUSIVE


def test_each_message_has_a_second_request_in_it() -> None:
    made = list(messages(b"GET /inside HTTP/1.1\r\n\r\n"))
    assert len({message.what for message in made}) == len(made)
    assert all(b"GET /inside" in message.rest for message in made)


def test_only_a_length_beside_chunks_are_two_framings() -> None:
    both = [message.what for message in messages(b"GET / HTTP/1.1\r\n\r\n") if message.both]
    assert len(both) == 2
    assert all(what.endswith("beside Transfer-Encoding") for what in both)


def test_a_server_without_kept_connections_answers_each_once() -> None:
    with shop() as url:
        seen = done(hide_requests, ShopTarget(url, CONTRACT), CONTRACT)
    assert {len(framed.statuses) for framed in (*seen.control, *seen.tried)} <= {0, 1}


def test_what_is_not_there_is_an_error_and_no_answer() -> None:
    seen = done(hide_requests, ShopTarget("http://127.0.0.1:9", CONTRACT), CONTRACT)
    assert {framed.error.partition(":")[0] for framed in seen.control} == {"ConnectionRefusedError"}
    assert CASE.finding(seen).outcome is Outcome.INCONCLUSIVE


class Lenient(socketserver.BaseRequestHandler):
    """A server that reads by chunks whatever else is said, and answers by ``way``.

    `at once` answers all that it read; `later` keeps a request until more arrives, `drops` what is left,
    `closes` after each answer, and `chokes` on what comes after the second request that it read.
    """

    way = "at once"
    seen: list[bytes]

    def handle(self) -> None:
        rest: bytes | None = b""
        for _ in range(4):
            rest = rest or self.request.recv(65536)
            if not rest:
                return
            rest = self.answer(rest)
            if rest is None or self.way == "closes":
                return
            if self.way == "drops":
                rest = b""
            if self.way == "later" and rest:
                rest += self.request.recv(65536)
            if self.way == "chokes" and rest:
                select.select([self.request], [], [], 0.02)  # so long, unless something follows at once
                self.answer(rest)
                return

    def answer(self, data: bytes) -> bytes | None:
        """Answer the first request in the data and return what comes after it; None after the last one."""
        head, _, rest = data.partition(b"\r\n\r\n")
        self.seen.append(head)
        line = head.split(b"\r\n")[0]
        if not line.endswith(b"HTTP/1.1"):
            self.request.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
            return None
        status = b"401 Unauthorized" if line.startswith(b"POST") else b"200 OK"
        self.request.sendall(b"HTTP/1.1 " + status + b"\r\nContent-Length: 0\r\n\r\n")
        if b"Connection: close" in head:
            return None
        if re.search(rb"Transfer-Encoding: chunked(\r\n|$)", head):
            return rest.partition(b"0\r\n\r\n")[2]
        length = re.search(rb"Content-Length: \+?(\d+)", head)
        return rest[int(length[1]) if length else 0 :]


@contextmanager
def lenient(way: str, kind: type[Lenient] = Lenient, **more: object) -> Iterator[tuple[str, list[bytes]]]:
    """Serve so on loopback; give its address and the heads of what it read."""
    heads: list[bytes] = []
    handler = type("Own", (kind,), {"way": way, "seen": heads, **more})
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}", heads
        server.shutdown()


@pytest.mark.parametrize(
    ("way", "outcome"),
    [
        ("at once", Outcome.FAILED),
        ("later", Outcome.FAILED),
        ("drops", Outcome.PASSED),
        ("closes", Outcome.PASSED),
        ("chokes", Outcome.FAILED),
    ],
)
def test_servers_are_judged_by_what_they_serve_and_not_by_whether_they_pipeline(
    way: str, outcome: Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(raw, "_SOON", 0.02)  # on loopback nothing is late
    if way != "chokes":
        monkeypatch.setattr(raw, "_UNASKED_SECONDS", 0.01)
    with lenient(way) as (url, _):
        seen = done(hide_requests, ShopTarget(url, CONTRACT), CONTRACT)
    assert CASE.finding(seen).outcome is outcome, CASE.finding(seen).reason


def test_bytes_go_below_the_base_path_with_the_url_s_user_in_their_own_line() -> None:
    with lenient("closes") as (url, heads):
        below = url.replace("http://", "http://jane:p%40ss@") + "/shop/"
        done(hide_requests, ShopTarget(below.rstrip("/"), CONTRACT), CONTRACT)
    assert {head.split(b" ")[1] for head in heads} == {b"/shop/things"}
    fields = (b"\r\nHost: 127.0.0.1:", b"\r\nAuthorization: Basic amFuZTpwQHNz")
    assert all(field in head for head in heads for field in fields)


class Gapped(Lenient):
    """A server to which a gap before a colon is nothing, or which knows no field by such a name."""

    obeys: tuple[str, ...]
    refuses: bool

    def answer(self, data: bytes) -> bytes | None:
        """Take the gap out of the names that it obeys, or refuse a head with one."""
        head, end, rest = data.partition(b"\r\n\r\n")
        if self.refuses and re.search(rb"[ \t]:", head):
            self.request.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
            return None
        for name in map(str.encode, self.obeys):
            head = re.sub(name + rb"[ \t]+:", name + b":", head)
        return super().answer(head + end + rest)


@pytest.mark.parametrize(
    ("obeys", "way", "refuses", "told"),
    [
        (("Content-Length", "Transfer-Encoding"), "at once", False, {"Content-Length", "Transfer-Encoding"}),
        (("Content-Length",), "later", False, {"Content-Length"}),
        (("Transfer-Encoding",), "at once", False, {"Transfer-Encoding", "left out"}),
        ((), "at once", False, {"left out"}),
        ((), "at once", True, set()),
        (("Content-Length", "Transfer-Encoding"), "closes", False, set()),
    ],
)
def test_a_gap_before_a_colon_is_refused_or_ends_the_connection(
    obeys: tuple[str, ...], way: str, refuses: bool, told: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(raw, "_SOON", 0.02)
    monkeypatch.setattr(raw, "_UNASKED_SECONDS", 0.01)
    with lenient(way, Gapped, obeys=obeys, refuses=refuses) as (url, _):
        seen = done(hide_requests, ShopTarget(url, CONTRACT), CONTRACT)
    alone = re.compile(r"(?:a blank|a tab) before the colon of (\S+), which (counts|does not count),")
    found = {match.groups() for problem in CASE.problems(seen) if (match := alone.match(problem.where))}
    assert {"left out" if how == "does not count" else name for name, how in found} == told


class Bodiless(Lenient):
    """A server that leaves out the length of some methods, and refuses the bodies of others."""

    leaves: tuple[str, ...] = ()
    refuses: tuple[str, ...] = ()

    def answer(self, data: bytes) -> bytes | None:
        """Answer a request of a method that it leaves out as if it had no length."""
        head, end, rest = data.partition(b"\r\n\r\n")
        method = head.split(b" ")[0].decode()
        if method in self.refuses and b"Content-Length: 0" not in head and b"Content-Length" in head:
            self.request.sendall(b"HTTP/1.1 413 Content Too Large\r\nContent-Length: 0\r\n\r\n")
            return None
        if method in self.leaves:
            head = re.sub(rb"\r\nContent-Length: \d+", b"", head)
        return super().answer(head + end + rest)


@pytest.mark.parametrize(
    ("leaves", "refuses", "way", "told"),
    [
        (("GET",), (), "at once", {"GET /", "GET /healthz", "GET /things"}),
        (("GET",), (), "later", {"GET /", "GET /healthz", "GET /things"}),
        (("HEAD", "OPTIONS"), (), "at once", {"HEAD /", "OPTIONS /"}),
        (("POST",), (), "at once", {""}),
        ((), (), "at once", set()),
        ((), ("GET", "HEAD", "OPTIONS"), "at once", set()),
        (("GET", "HEAD", "OPTIONS"), (), "drops", set()),
        (("GET", "HEAD", "OPTIONS"), (), "closes", set()),
    ],
)
def test_a_body_is_no_request_whatever_the_method(
    leaves: tuple[str, ...],
    refuses: tuple[str, ...],
    way: str,
    told: set[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(raw, "_SOON", 0.02)
    monkeypatch.setattr(raw, "_UNASKED_SECONDS", 0.01)
    served = {"responses": [{"path": "/"}], "framing": {"method": "POST", "path": "/things", "status": 401}}
    made = contract(security=served, health={"liveness": {"path": "/healthz"}})
    with lenient(way, Bodiless, leaves=leaves, refuses=refuses) as (url, _):
        seen = done(hide_requests, ShopTarget(url, made), made)
    covered = re.compile(r"a whole request as the body(?: of (\S+ \S+))?,")
    case = replace(CASE, contract=made)
    found = {match[1] or "" for problem in case.problems(seen) if (match := covered.match(problem.where))}
    assert found == told
    assert "a whole request" not in case.finding(seen).reason
