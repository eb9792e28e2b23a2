import threading
import time
from dataclasses import replace
from typing import ClassVar

import pytest

from gonogo.contract.model import Contract
from gonogo.core.finding import Outcome
from gonogo.suites.metrics.experiments.beside import Got, Read, pair
from gonogo.suites.metrics.experiments.durations import time_known_traffic
from gonogo.suites.metrics.observations.durations import Durations, Timed
from tests.judging import Case, contract, done
from tests.suites.loopback import Handler, Loopback
from tests.suites.metrics.examples import METRICS
from tests.suites.shop import CONTENT_TYPE, ShopTarget

SLOW, QUICK = {"path": "/report"}, {"path": "/things"}
SECONDS = 0.2
WELL = Timed("a", "GET", "/report", 3, 1.2, 3.0, 1.19, surely_seconds=1.18, beside_seconds=0.02)


def promised(*requests: dict[str, str], least_ratio: float = 0.001) -> Contract:
    durations = {"series": "shop_seconds", "method": "verb", "route": "path", "least_ratio": least_ratio}
    return contract(metrics=METRICS | {"durations": durations}, traffic={"requests": list(requests)})


CONTRACT = promised(SLOW, QUICK)
CASE = Case(
    "metrics/durations-agree-with-the-client",
    CONTRACT,
    clean=Durations((WELL,)),
    broken=Durations((Timed("a", "GET", "/report", 3, 1.2, 3.0, 0.4, 1.18, beside_seconds=0.02),)),
)


class _Timing(Handler):
    """Times what it answers; `/report` takes a while."""

    lock: ClassVar[threading.Lock]
    kept: ClassVar[dict[str, tuple[int, float]]]
    began: ClassVar[list[float]]  # of those under way, in the order in which they came
    alone: ClassVar[threading.Lock]

    def respond(self) -> None:
        with self.lock:
            mine = time.monotonic()
            self.began.append(mine)
        self.work()
        with self.lock:
            count, total = self.kept.get(self.path, (0, 0.0))
            self.kept[self.path] = count + 1, total + time.monotonic() - self.start_of(mine)
            self.began.remove(mine)

    def work(self) -> None:
        time.sleep(SECONDS * (self.path == "/report"))
        lines = [
            f'shop_seconds_count{{verb="GET",path="{path}"}} {n}\n'
            f'shop_seconds_sum{{verb="GET",path="{path}"}} {total}\n'
            for path, (n, total) in sorted(self.kept.items())
        ]
        self.answer(200, "".join(lines), CONTENT_TYPE)

    def start_of(self, mine: float) -> float:
        return mine


class _Newest(_Timing):
    """Keeps the start where all requests do: the last one wins."""

    last: ClassVar[list[float]]

    def work(self) -> None:
        with self.lock:
            self.last[:] = [self.began[-1]]
        super().work()

    def start_of(self, mine: float) -> float:
        return self.last[0]


class _Oldest(_Timing):
    """Keeps the start of the first one until nothing is under way."""

    def start_of(self, mine: float) -> float:
        return self.began[0]


class _Once(_Timing):
    """Serves one at a time, and does not see how long the next one waits."""

    def respond(self) -> None:
        with self.alone:
            super().respond()


class _Held(_Timing):
    """Notes the end of a quick one when the slow one lets it."""

    def work(self) -> None:
        if self.path == "/report":
            with self.alone:
                super().work()
            return
        super().work()
        with self.alone:
            pass


class _Bounded(_Timing):
    """Turns away, at the door, what comes while another one is under way."""

    def respond(self) -> None:
        if self.began and self.path != "/stats":
            self.answer(503, "", CONTENT_TYPE)
        else:
            super().respond()


def judged(handler: type[_Timing], known: Contract) -> tuple[Outcome, list[str]]:
    kept: dict[str, object] = {"lock": threading.Lock(), "alone": threading.Lock()}
    with Loopback(handler, kept={}, began=[], last=[], **kept) as server:
        seen = done(time_known_traffic, ShopTarget(server.url, known), known)
    finding = replace(CASE, contract=known).finding(seen)
    return finding.outcome, [problem.where.split(" at ")[0] for problem in finding.problems]


@pytest.mark.parametrize(
    ("handler", "where"),
    [
        pytest.param(_Newest, "GET /report", id="the newest start"),
        pytest.param(_Oldest, "GET /things", id="the oldest one"),
    ],
)
def test_a_start_that_requests_share_is_refused(handler: type[_Timing], where: str) -> None:
    assert judged(handler, CONTRACT) == (Outcome.FAILED, [where])


@pytest.mark.parametrize("handler", [_Timing, _Once, _Held, _Bounded])
def test_a_start_of_its_own_passes_whoever_waits_for_whom(handler: type[_Timing]) -> None:
    assert judged(handler, CONTRACT) == (Outcome.PASSED, [])


@pytest.mark.parametrize(
    ("handler", "outcome"), [(_Newest, Outcome.FAILED), (_Timing, Outcome.PASSED), (_Held, Outcome.PASSED)]
)
def test_where_one_read_is_known_it_is_scraped_beside_it(handler: type[_Timing], outcome: Outcome) -> None:
    assert judged(handler, promised(SLOW, least_ratio=0.5))[0] is outcome


def answered(seconds: float, status: int = 200, path: str = "/a") -> Read:
    return Read(
        ("GET", path), lambda: Got(seconds, is_small=True, headers=(), status=status), status, seconds
    )


@pytest.mark.parametrize(
    "reads",
    [
        [],
        [answered(0.02), answered(0.09)],
        [answered(0.3), answered(0.35)],
        [answered(3.0), answered(0.01)],
        [answered(0.5, 404), answered(0.01)],
    ],
    ids=["none", "all quick", "all far away", "too slow", "not there"],
)
def test_nothing_is_asked_again_where_nothing_is_slow(reads: list[Read]) -> None:
    assert pair(reads) is None


def test_a_quick_read_is_one_of_another_route_that_is_well() -> None:
    reads = [answered(0.5), answered(0.02), answered(0.01, 404, "/b"), answered(0.03, path="/c")]
    chosen = pair(reads)
    assert chosen is not None
    assert (chosen.slow, chosen.quick, chosen.floor) == (reads[0], reads[3], 0.01)
