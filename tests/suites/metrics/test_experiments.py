import threading
from typing import ClassVar

import pytest

from gonogo.contract.model import Contract
from gonogo.suites.metrics.experiments.scrapes import scrape_each_format, send_known_traffic
from gonogo.suites.metrics.experiments.sending import fill
from gonogo.suites.metrics.observations.scrapes import KnownTraffic
from tests.judging import Case, contract, done
from tests.suites.loopback import Handler, Loopback
from tests.suites.metrics.examples import METRICS
from tests.suites.shop import CONTENT_TYPE, ShopTarget, shop

REQUESTS = [
    {"name": "list", "path": "/things?limit=1", "route": "/things"},
    {"name": "sell", "method": "POST", "path": "/things", "body": {"id": "{uuid}"}},
    {"name": "missing", "path": "/gone", "status": 404, "route": "none"},
]


def settling(seconds: float) -> Contract:
    return contract(
        metrics=METRICS | {"settles_within_seconds": seconds}, traffic={"requests": REQUESTS, "repeat": 5}
    )


CONTRACT = settling(5.0)


def sent_to_a_shop(weight: int, promised: Contract = CONTRACT) -> KnownTraffic:
    with shop(weight) as url:
        return done(send_known_traffic, ShopTarget(url, promised), promised)


def test_every_request_is_sent_and_counted() -> None:
    seen = sent_to_a_shop(1)
    assert sorted((s.name, s.status, s.count) for s in seen.sent) == [
        ("list", 200, 5),
        ("missing", 404, 5),
        ("sell", 200, 5),
    ]
    assert seen.settled
    assert [s.moment for s in seen.snapshots] == ["before", "sent", "rest", "apart"]
    assert {read.total for read in seen.at_rest} == {15.0}
    case = Case("metrics/traffic-is-conserved", CONTRACT, seen, seen)
    assert (case.finding(seen).examined, case.problems(seen)) == (15, ())


def test_counting_twice_never_settles() -> None:
    seen = sent_to_a_shop(2, settling(0.12))
    assert not seen.settled
    assert seen.settle_seconds >= 0.12
    case = Case("metrics/traffic-is-conserved", CONTRACT, seen, seen)
    assert {p.observed for p in case.problems(seen)} == {"10 counted"}


class _Stock(Handler):
    """Counts what lies there, and calls it a total."""

    lies_there: ClassVar[int] = 0

    def respond(self) -> None:
        type(self).lies_there += {"/in": 1, "/out": -1}.get(self.path, 0)
        counted = f"# TYPE things_total counter\nthings_total {50 + self.lies_there}\n"
        self.answer(200, f"process_start_time_seconds 1000\n{counted}", "text/plain; version=0.0.4")


def test_an_add_and_a_delete_do_not_cancel_out() -> None:
    writes = [{"name": path, "method": "POST", "path": path} for path in ("/in", "/out")]
    promised = contract(metrics=METRICS | {"settles_within_seconds": 0.1}, traffic={"requests": writes})
    with Loopback(_Stock) as server:
        seen = done(send_known_traffic, ShopTarget(server.url, promised), promised)
    values = {s.moment: s.counters["things_total"] for s in seen.snapshots}
    assert (values["before"], values["sent"], values["rest"]) == (50.0, 50.0, 50.0)
    (problem,) = Case("metrics/counters-never-decrease", promised, seen, seen).problems(seen)
    assert (problem.where, problem.expected, problem.observed) == (
        "things_total at shop-1",
        "51 or more",
        "50",
    )


def test_traffic_needs_no_metrics() -> None:
    seen = sent_to_a_shop(1, contract(traffic={"requests": REQUESTS[:1]}))
    assert (seen.sent[0].count, seen.snapshots, seen.requests) == (25, (), ())


class _Compressing(Handler):
    """Refuses strangers, unless a layer that compresses answers for it."""

    def respond(self) -> None:
        compressed = "gzip" in self.headers.get("Accept-Encoding", "")
        self.send_response(200 if compressed else 401)
        self.send_header("Content-Length", "0")
        self.end_headers()


def test_each_second_time_compressed_answers_are_taken() -> None:
    request = {"name": "orders", "path": "/orders", "status": 401}
    promised = contract(traffic={"requests": [request], "repeat": 5})
    with Loopback(_Compressing) as server:
        seen = done(send_known_traffic, ShopTarget(server.url, promised), promised)
    assert sorted((sent.status, sent.count) for sent in seen.sent) == [(200, 2), (401, 3)]


class _Keeping(Handler):
    """Keeps the first answer as a cache does, and counts behind that; says so in a header, or in none."""

    says: tuple[str, str]
    asked: int = 0
    one_fills_it: ClassVar[threading.Lock] = threading.Lock()

    def respond(self) -> None:
        if self.path != "/things":
            counted = f'shop_requests_total{{verb="GET",path="/things",code="200"}} {self.asked}'
            self.answer(200, f"# TYPE shop_requests_total counter\n{counted}\n", CONTENT_TYPE)
            return
        with self.one_fills_it:
            is_kept = type(self).asked > 0
            type(self).asked = 1
        self.send_response(200)
        if is_kept:
            self.send_header(*self.says)
        self.send_header("Content-Length", "0")
        self.end_headers()


@pytest.mark.parametrize(
    ("says", "refused"),
    [
        (("X-Cache", "HIT"), False),
        (("Age", "0"), False),
        (("X-Varnish", "5 1"), False),
        (("X-Cache", "MISS"), True),
        (("Server", "shop"), True),
    ],
)
def test_what_a_cache_says_that_it_gave_is_told(says: tuple[str, str], refused: bool) -> None:
    promised = contract(
        metrics=METRICS | {"settles_within_seconds": 0.2},
        traffic={"requests": [{"path": "/things"}], "repeat": 8},
    )
    with Loopback(_Keeping, says=says) as server:
        seen = done(send_known_traffic, ShopTarget(server.url, promised), promised)
    finding = Case("metrics/traffic-is-conserved", promised, seen, seen).finding(seen)
    assert bool(finding.problems) is refused
    assert seen.settled is not refused


def test_nobody_there_is_an_answer_of_its_own() -> None:
    with shop() as url:
        gone = url
    seen = done(send_known_traffic, ShopTarget(gone, CONTRACT), CONTRACT)
    assert {(s.status, s.error) for s in seen.sent} == {(None, "refused")}


def test_each_promised_format_is_asked_for_after_a_request_that_has_to_be_escaped() -> None:
    with shop() as url:
        scrapes = done(scrape_each_format, ShopTarget(url, CONTRACT), CONTRACT).scrapes
    assert [(s.source, s.wanted, s.status) for s in scrapes] == [
        ("shop-1", "text", 200),
        ("shop-1", "openmetrics", 200),
        ("shop-1", "default", 200),
    ]
    assert scrapes[0].content_type == CONTENT_TYPE
    assert 'path="none",code="404"} 1' in scrapes[0].body


def test_further_expositions_are_asked_for_once_each() -> None:
    with shop() as url:
        promised = contract(metrics=METRICS | {"others": [f"{url}/stats", "/things/own"]})
        seen = done(scrape_each_format, ShopTarget(url, promised), promised)
    assert len(seen.scrapes) == 3
    assert [(s.path, s.source, s.wanted, s.status, s.content_type) for s in seen.others] == [
        (f"{url}/stats", "shop-1", "default", 200, CONTENT_TYPE),
        ("/things/own", "shop-1", "default", 200, "text/plain"),
    ]


def test_each_placeholder_gets_a_uuid_of_its_own() -> None:
    body = {"id": "{uuid}", "of": ["{uuid}", {"deep": "x {uuid}"}], "n": 1}
    first, second = fill(body), fill(body)
    assert "{uuid}" not in str(first)
    assert first != second
