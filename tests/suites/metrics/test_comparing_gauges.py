"""What is asked and held open to compare gauges, at a queue that is right, or wrong in one way."""

import json
import threading
import time
from typing import Any, ClassVar
from urllib.parse import parse_qs

import pytest

from gonogo.contract.gauges import Begun
from gonogo.core.finding import Finding, Outcome
from gonogo.suites.metrics.experiments.gauges import compare_gauges
from gonogo.suites.metrics.experiments.held import held_open
from tests.judging import Case, contract, done
from tests.suites.loopback import Handler, Loopback
from tests.suites.shop import CONTENT_TYPE, ShopTarget

ADD = {"name": "batch", "method": "POST", "path": "/jobs", "body": {"jobs": ["a", "b"]}}
NONE = {"name": "empty batch", "method": "POST", "path": "/jobs", "body": {"jobs": []}}
WAITING = {"series": "jobs_waiting", "equals": {"path": "/jobs", "key": "waiting"}, "after": [NONE, ADD]}
IN_FLIGHT = {"series": "in_flight", "in_flight": ADD}
BY_FORM = {"series": "in_flight", "in_flight": ADD | {"type": "form", "body": {"jobs": "a b&{uuid}"}}}


class Queue(Handler):
    """Takes jobs at `/jobs`, says how many wait and since when, and counts what it answers."""

    jobs: ClassVar[list[str]]
    flying: ClassVar[list[str]]
    lock: ClassVar[threading.Lock]
    wrong: ClassVar[str]

    def respond(self) -> None:
        """Count the request until its answer begins: whoever has that may look at once."""
        with self.lock:
            self.flying.append(self.path)
        answer: tuple[int, str, str] | None = None
        try:
            answer = self._served()
        finally:
            if answer is not None or self.wrong != "keeps who left":
                with self.lock:
                    self.flying.remove(self.path)
        if answer is not None:
            self.answer(*answer)

    def _served(self) -> tuple[int, str, str] | None:
        """Return status, body and media type, None for a client that left."""
        if self.path == "/stats":
            return 200, self._exposition(), CONTENT_TYPE
        if self.path != "/jobs":
            return 404, "", "text/plain"
        if self.command == "POST":
            return self._taken()
        held = {"waiting": len(self.jobs), "jobs": self.jobs, "state": "pass", "age": 10, "gone": None}
        return 200, json.dumps(held | {"open": True}), "application/json"

    def _taken(self) -> tuple[int, str, str] | None:
        length = int(self.headers["Content-Length"])
        body = self.rfile.read(length)
        del self.headers["Content-Length"]
        if len(body) < length:
            return None
        if self.headers["Content-Type"] == "application/x-www-form-urlencoded":
            self.jobs.extend(parse_qs(body.decode())["jobs"])
            return 303, "", "text/plain"
        try:
            self.jobs.extend(json.loads(body)["jobs"])
        except ValueError:
            return 400, "", "text/plain"
        return 200, "{}", "application/json"

    def _exposition(self) -> str:
        others = [path for path in self.flying if path != "/stats" or self.wrong != "leaves itself out"]
        flying = len(others) * (2 if self.wrong == "counts twice" else 1)
        lines = [f"jobs_waiting {len(self.jobs)}", f"in_flight {flying}", 'open_shops{of="us"} 1']
        lines += ["shop_info 1", f"began {time.time() - 10}", 'open_shops{of="them"} 4', "jobs_waiting 99"]
        absent = self.wrong == "absent at 0" and not self.jobs
        return "".join(f"{line}\n" for line in lines if not (absent and line.startswith("jobs_waiting")))


def found(gauge: dict[str, Any], wrong: str = "", seconds: float = 0.5) -> Finding:
    made = contract(metrics={"path": "/stats", "gauges": [gauge], "settles_within_seconds": seconds})
    state = {"jobs": [], "flying": [], "lock": threading.Lock(), "wrong": wrong}
    with Loopback(Queue, **state) as server:
        seen = done(compare_gauges, ShopTarget(server.url, made), made)
    return Case("metrics/gauges-equal-the-truth", made, seen, seen).finding(seen)


@pytest.mark.parametrize(
    ("gauge", "looks"),
    [
        (WAITING, 3),
        (IN_FLIGHT, 3),
        (BY_FORM, 3),
        ({"series": "shop_info", "value": 1}, 1),
        ({"series": "open_shops", "value": 5}, 1),
        ({"series": "open_shops", "labels": {"of": "us"}, "equals": {"path": "/jobs", "key": "open"}}, 1),
        ({"series": "jobs_waiting", "equals": {"path": "/jobs", "key": "jobs"}}, 1),
        ({"series": "shop_info", "equals": {"path": "/jobs"}}, 1),
        ({"series": "jobs_waiting", "equals": {"path": "/gone"}}, 1),
        ({"series": "shop_info", "equals": {"path": "/jobs", "key": "state", "values": {"pass": 1}}}, 1),
        ({"series": "began", "equals": {"path": "/jobs", "key": "age", "ago": True}, "tolerance": 2}, 1),
    ],
)
def test_what_is_so_passes(gauge: dict[str, Any], looks: int) -> None:
    finding = found(gauge, seconds=5.0)
    assert (finding.problems, finding.examined, finding.reason) == ((), looks, "")


def test_a_gauge_may_leave_the_scrape_out() -> None:
    assert found(IN_FLIGHT, "leaves itself out", 5.0).problems == ()


@pytest.mark.parametrize(
    ("gauge", "wrong", "observed"),
    [
        (WAITING, "absent at 0", ["no sample", "no sample"]),
        (IN_FLIGHT, "keeps who left", ["2"]),
        (BY_FORM, "keeps who left", ["2"]),
        (IN_FLIGHT, "counts twice", ["2", "8", "2"]),
        (BY_FORM, "counts twice", ["2", "8", "2"]),
        ({"series": "shop_ready", "value": 1}, "", ["no sample"]),
    ],
)
def test_what_is_not_so_is_refused(gauge: dict[str, Any], wrong: str, observed: list[str]) -> None:
    assert [problem.observed for problem in found(gauge, wrong).problems] == observed


@pytest.mark.parametrize(
    ("gauge", "said"),
    [
        (WAITING | {"after": [ADD | {"status": 201}]}, "batch was answered with 200, not 201"),
        (WAITING | {"after": [NONE]}, "did not move"),
        ({"series": "in_flight", "in_flight": {"path": "/jobs"}}, "3 of 3 had an answer already"),
        ({"series": "shop_info", "equals": {"path": "/jobs", "key": "state"}}, "holds 'pass'"),
        ({"series": "shop_info", "equals": {"path": "/jobs", "key": "gone"}}, "holds None"),
        ({"series": "shop_info", "equals": {"path": "/stats", "key": "x"}}, "not JSON"),
    ],
)
def test_what_cannot_be_told_holds(gauge: dict[str, Any], said: str) -> None:
    finding = found(gauge)
    assert finding.problems == ()
    assert said in finding.reason


def test_a_shop_that_has_gone_tells_nothing() -> None:
    made = contract(metrics={"path": "/stats", "gauges": [IN_FLIGHT], "settles_within_seconds": 0.2})
    with Loopback(Queue) as server:
        gone = server.url
    seen = done(compare_gauges, ShopTarget(gone, made), made)
    assert [bool(look.untold) for look in seen.looks] == [True, True]


@pytest.mark.parametrize(
    ("kind", "sent"),
    [
        ("json", ('{"jobs": "a b&c"}', "}}}}}}}}}")),
        ("form", ("jobs=a+b%26c", "%%%%%%")),
    ],
)
def test_a_body_is_written_and_broken_off_as_its_type_says(kind: str, sent: tuple[str, str]) -> None:
    begun = Begun.model_validate(ADD | {"type": kind, "body": {"jobs": "a b&c"}})
    got: list[tuple[str, str]] = []
    with Loopback(Written, got=got) as server, held_open(server.url, begun, {}) as held:
        held.end()
    half = len(sent[0]) // 2
    assert sorted(got) == sorted([(kind, sent[0]), (kind, sent[0][:half] + sent[1])])


class Written(Handler):
    """Notes each body that came whole, and its type."""

    got: ClassVar[list[tuple[str, str]]]

    def respond(self) -> None:
        kind = "form" if self.headers["Content-Type"].endswith("urlencoded") else "json"
        length = int(self.headers["Content-Length"])
        body = self.rfile.read(length)
        del self.headers["Content-Length"]
        if len(body) < length:
            return
        self.got.append((kind, body.decode()))
        self.answer(400, "", "text/plain")


class Stream(Handler):
    """Begins an answer with ``sent`` in one framing, and lets the connection stand until the client leaves.

    Counts it until that, or only until its answer begins.
    """

    framing: ClassVar[str]
    sent: ClassVar[bytes]
    to_its_end: ClassVar[bool]
    flying: ClassVar[list[str]]

    def respond(self) -> None:
        if self.path == "/stats":
            self.answer(200, f"in_flight {len(self.flying)}\n", CONTENT_TYPE)
            return
        self.flying.extend([self.path] * self.to_its_end)
        self.close_connection = True
        self.wfile.write(f"HTTP/1.1 200 OK\r\n{self.framing}\r\n\r\n".encode() + self.sent)
        self.connection.recv(1)
        del self.flying[: self.to_its_end]


CHUNKED, OF_TWO = "Transfer-Encoding: chunked", "Content-Length: 2"


@pytest.mark.parametrize(
    ("framing", "sent", "to_its_end", "outcome"),
    [
        (CHUNKED, b"1\r\na\r\n", True, Outcome.PASSED),
        (OF_TWO, b"a", True, Outcome.PASSED),
        ("Cache-Control: no-store", b"a", True, Outcome.PASSED),
        (CHUNKED, b"1\r\na\r\n", False, Outcome.INCONCLUSIVE),
        (CHUNKED, b"1\r\na\r\n0\r\n\r\n", True, Outcome.INCONCLUSIVE),
        (OF_TWO, b"ab", True, Outcome.INCONCLUSIVE),
    ],
)
def test_an_answer_that_is_under_way_is_in_flight(
    framing: str, sent: bytes, outcome: Outcome, *, to_its_end: bool
) -> None:
    gauge = {"series": "in_flight", "in_flight": {"path": "/events"}}
    made = contract(metrics={"path": "/stats", "gauges": [gauge], "settles_within_seconds": 0.5})
    with Loopback(Stream, framing=framing, sent=sent, to_its_end=to_its_end, flying=[]) as server:
        seen = done(compare_gauges, ShopTarget(server.url, made), made)
    finding = Case("metrics/gauges-equal-the-truth", made, seen, seen).finding(seen)
    assert finding.outcome is outcome, finding


class Snapshot(Queue):
    """Says of its jobs what a timer took down some time ago, on the page and in the gauge alike."""

    taken: ClassVar[list[tuple[float, int]]]

    def _served(self) -> tuple[int, str, str] | None:
        now = time.monotonic()
        if not self.taken or now - self.taken[-1][0] > 0.5:
            self.taken.append((now, len(self.jobs)))
        if self.command == "POST":
            return super()._served()
        shown = self.taken[-1][1]
        if self.path == "/stats":
            return 200, f"# TYPE jobs_waiting gauge\njobs_waiting {shown}\n", CONTENT_TYPE
        return 200, json.dumps({"waiting": shown}), "application/json"


def test_a_truth_that_is_as_old_as_its_gauge_is_given_the_time_to_move() -> None:
    gauge = {"series": "jobs_waiting", "equals": {"path": "/jobs", "key": "waiting"}, "after": [ADD]}
    made = contract(metrics={"path": "/stats", "gauges": [gauge], "settles_within_seconds": 5})
    held: dict[str, Any] = {"jobs": [], "flying": [], "lock": threading.Lock(), "wrong": "", "taken": []}
    with Loopback(Snapshot, **held) as server:
        seen = done(compare_gauges, ShopTarget(server.url, made), made)
    assert [look.truth for look in seen.looks] == [0.0, 2.0]
    finding = Case("metrics/gauges-equal-the-truth", made, clean=seen, broken=seen).finding(seen)
    assert finding.outcome is Outcome.PASSED


class Broken(Queue):
    """Fails at one page; what fails is not taken off what it counts, where that is what is wrong."""

    def respond(self) -> None:
        if self.path != "/report":
            super().respond()
            return
        if self.wrong == "keeps what failed":
            self.flying.append(self.path)
        self.answer(500, "", "text/plain")


@pytest.mark.parametrize(("wrong", "refused"), [("keeps what failed", 1), ("", 0)])
@pytest.mark.parametrize("known", ["traffic", "security"])
def test_a_request_that_fails_is_in_flight_no_more(wrong: str, refused: int, known: str) -> None:
    report = {"name": "report", "path": "/report", "status": 500}
    place = (
        {"traffic": {"requests": [report]}} if known == "traffic" else {"security": {"responses": [report]}}
    )
    made = contract(metrics={"path": "/stats", "gauges": [IN_FLIGHT], "settles_within_seconds": 0.5}, **place)
    held: dict[str, Any] = {"jobs": [], "flying": [], "lock": threading.Lock(), "wrong": wrong}
    with Loopback(Broken, **held) as server:
        seen = done(compare_gauges, ShopTarget(server.url, made), made)
    problems = Case("metrics/gauges-equal-the-truth", made, seen, seen).finding(seen).problems
    assert [p.observed for p in problems] == ["2"] * refused  # the scrape itself, and what stayed
