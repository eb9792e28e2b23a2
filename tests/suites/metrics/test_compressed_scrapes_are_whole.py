"""It sees what is packed twice, cut, unnamed or otherwise; it is silent on what is not packed at all."""

import gzip
import zlib
from typing import ClassVar

import pytest

from gonogo.core.finding import Finding, Outcome
from gonogo.suites.metrics.experiments.compressed import scrape_compressed
from gonogo.suites.metrics.observations.compressed import Compressed, Pair
from tests.judging import Case, contract, done
from tests.suites.loopback import Handler, Loopback
from tests.suites.metrics.examples import CONTRACT, TEXT, TEXT_TYPE
from tests.suites.shop import ShopTarget

WHOLE = Pair("shop-1", 200, "gzip", "", 6, ())
CASE = Case(
    "metrics/compressed-scrapes-are-whole",
    CONTRACT,
    clean=Compressed((WHOLE,)),
    broken=Compressed((Pair("shop-1", 200, "gzip", "", 6, ("shop_up",)),)),
)
PLAIN = TEXT.encode()
PACKED = gzip.compress(PLAIN)


class Packing(Handler):
    """Answers with one body where gzip is asked for, and with the plain one where not."""

    coding: ClassVar[str]
    body: ClassVar[bytes]
    status: ClassVar[int]

    def respond(self) -> None:
        asked = "gzip" in self.headers["Accept-Encoding"]
        body = self.body if asked else PLAIN
        self.send_response(self.status if asked else 200)
        self.send_header("Content-Type", TEXT_TYPE)
        self.send_header("Content-Length", str(len(body)))
        if asked and self.coding:
            self.send_header("Content-Encoding", self.coding)
        self.end_headers()
        self.wfile.write(body)


def found(coding: str, body: bytes, status: int = 200) -> Finding:
    made = contract(metrics={"path": "/stats"})
    with Loopback(Packing, coding=coding, body=body, status=status) as server:
        seen = done(scrape_compressed, ShopTarget(server.url, made), made)
    return Case(CASE.rule_id, made, seen, seen).finding(seen)


@pytest.mark.parametrize(
    ("coding", "body", "said"),
    [
        (
            "gzip",
            gzip.compress(PACKED),
            "5 of 5 are not there under Content-Encoding 'gzip': shop_req",
        ),
        ("", PACKED, "5 of 5 are not there under no Content-Encoding"),
        ("gzip", PACKED[:-9], "the compressed body stops before its end"),
        ("gzip", PLAIN, "protocol: "),
        ("gzip", gzip.compress(PLAIN[:200]), "are not there"),
        ("deflate", zlib.compress(PLAIN), "Content-Encoding 'deflate', for which nobody asked"),
        ("GZIP", PACKED, "Content-Encoding 'GZIP', for which nobody asked"),
        ("br", PACKED, "5 of 5 are not there under Content-Encoding 'br'"),
    ],
    ids=["twice", "unnamed", "cut", "not at all", "a part", "otherwise", "spelt otherwise", "wrongly named"],
)
def test_what_a_collector_cannot_read_is_refused(coding: str, body: bytes, said: str) -> None:
    (problem,) = found(coding, body).problems
    assert said in problem.observed


def test_a_refusal_of_what_is_compressed_is_refused() -> None:
    assert [p.observed for p in found("", PLAIN, 406).problems] == ["status 406"]


@pytest.mark.parametrize(
    ("coding", "body"), [("gzip", PACKED), ("", PLAIN), ("identity", PLAIN), ("utf-8", PLAIN)]
)
def test_a_whole_one_passes_packed_or_not(coding: str, body: bytes) -> None:
    finding = found(coding, body)
    assert (finding.problems, finding.examined) == ((), 1)


def test_without_a_plain_scrape_nothing_is_told() -> None:
    nothing = Compressed((Pair("shop-1", 503, "", "", 0, ()),))
    assert CASE.finding(nothing).outcome is Outcome.INCONCLUSIVE
