from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.metrics.experiments.durations import surely, time_known_traffic
from gonogo.suites.metrics.observations.durations import Durations, Timed
from tests.judging import Case, contract, done
from tests.suites.loopback import Handler, Loopback
from tests.suites.metrics.examples import METRICS
from tests.suites.shop import CONTENT_TYPE, ShopTarget, shop

TRAFFIC = {
    "requests": [
        {"path": "/things?limit=2"},
        {"method": "POST", "path": "/things", "status": 422},
        {"path": "/gone", "status": 404, "route": "none"},
    ]
}
DURATIONS = {"series": "shop_seconds", "method": "verb", "route": "path"}
CONTRACT = contract(metrics=METRICS | {"durations": DURATIONS}, traffic=TRAFFIC)
WELL = Timed("shop-1", "GET", "/things", 10, waited_seconds=0.05, counted=10, summed=0.02)
CASE = Case(
    "metrics/durations-agree-with-the-client",
    CONTRACT,
    clean=Durations((WELL, replace(WELL, source="shop-2"))),
    broken=Durations((WELL, replace(WELL, source="shop-2", summed=20.0))),
)


def judged(**other: object) -> Outcome:
    return CASE.finding(Durations((replace(WELL, **other),))).outcome  # type: ignore[arg-type]


def test_the_route_the_process_and_both_sides_are_named() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert problem.where == "GET /things at shop-2, 10 requests"
    assert problem.expected == "5e-05 to 0.25 s, for the client waited 0.05 s"
    assert problem.observed == "20 in shop_seconds_sum"


@pytest.mark.parametrize(
    "summed",
    [
        pytest.param(20.0, id="milliseconds"),
        pytest.param(2.0, id="work that nobody waited for"),
        pytest.param(0.00002, id="divided by a thousand once too often"),
        pytest.param(-0.02, id="the clock went back"),
        pytest.param(0.0, id="whole seconds"),
        pytest.param(float("nan"), id="no number"),
    ],
)
def test_refuses(summed: float) -> None:
    assert judged(summed=summed) is Outcome.FAILED


@pytest.mark.parametrize(
    ("waited", "summed"),
    [
        pytest.param(12.0, 11.9, id="a slow route"),
        pytest.param(0.02, 0.0002, id="a fast one, mostly the client's own time"),
        pytest.param(0.05, 0.06, id="counted a moment after the last byte"),
    ],
)
def test_passes(waited: float, summed: float) -> None:
    assert judged(waited_seconds=waited, summed=summed) is Outcome.PASSED


@pytest.mark.parametrize("counted", [9.0, 1.0, 0.0])
@pytest.mark.parametrize("summed", [0.02, 0.0, 20.0])
def test_fewer_than_were_sent_are_never_other_peoples(counted: float, summed: float) -> None:
    lost = Durations((WELL, replace(WELL, source="shop-2", counted=counted, summed=summed)))
    (problem,) = CASE.problems(lost)
    assert (problem.expected, problem.observed) == ("10 counted", f"{counted:g} in shop_seconds_count")


@pytest.mark.parametrize("counted", [None, 11.0, -3.0])
def test_what_is_not_ours_alone_tells_nothing(counted: float | None) -> None:
    assert judged(counted=counted, summed=None if counted is None else 20.0) is Outcome.INCONCLUSIVE


def test_reads_are_timed_from_both_sides() -> None:
    with shop() as url:
        seen = done(time_known_traffic, ShopTarget(url, CONTRACT), CONTRACT)
    assert [(t.method, t.route, t.sent, t.counted) for t in seen.timed] == [
        ("GET", "/things", 5, 5.0),
        ("GET", "none", 5, 5.0),
    ]
    assert all(t.summed == t.counted * 0.25 for t in seen.timed if t.counted)
    assert len(CASE.problems(seen)) == 2


def test_a_process_that_is_not_scraped_tells_nothing() -> None:
    with shop() as url:
        gone = url
    seen = done(time_known_traffic, ShopTarget(gone, CONTRACT), CONTRACT)
    assert CASE.finding(seen).outcome is Outcome.INCONCLUSIVE


@pytest.mark.parametrize(("summed", "outcome"), [(0.03, Outcome.FAILED), (2.4, Outcome.PASSED)])
def test_what_was_surely_the_services_own_time_is_counted(summed: float, outcome: Outcome) -> None:
    assert judged(waited_seconds=2.5, summed=summed, surely_seconds=2.2) is outcome


def test_even_the_quickest_answer_of_a_slow_route_came_late() -> None:
    quick, slow = ("GET", "/things"), ("GET", "/report")
    seen = {(quick, "a"): [0.01, 0.9], (slow, "b"): [0.31, 0.33, 1.5], (slow, "c"): [0.05, 0.06]}
    assert surely(seen) == {quick: 0.0, slow: pytest.approx(0.9)}
    assert surely({(slow, "b"): [0.31, 0.33]}) == {slow: 0.0}  # nothing to compare it with
    assert surely({}) == {}


KEPT = {"cached": 9, "cached_seconds": 0.01}


@pytest.mark.parametrize(
    "other",
    [
        {"counted": 1.0, "summed": 0.01},
        {"counted": 4.0, "summed": 0.01},
        {"counted": 4.0, "summed": 3.0},
        {"counted": 10.0, "summed": 0.02},
    ],
    ids=["what filled the cache", "each process has its own", "asked again in the background", "behind it"],
)
def test_what_a_cache_gave_may_be_counted_or_not(other: dict[str, float]) -> None:
    assert judged(**KEPT, **other) is Outcome.PASSED


@pytest.mark.parametrize(
    "other",
    [
        {"counted": 0.0, "summed": 0.0},
        {"counted": 1.0, "summed": 10.0},
        {"counted": 1.0, "summed": 0.00001},
        {"counted": 10.0, "summed": 20.0},
        {"counted": 4.0, "summed": 0.0},
    ],
    ids=["not even the first", "milliseconds", "of another unit", "all of it in milliseconds", "no time"],
)
def test_a_cache_excuses_no_other_duration(other: dict[str, float]) -> None:
    assert judged(**KEPT, **other) is Outcome.FAILED


@pytest.mark.parametrize("counted", [0.0, 4.0])
def test_where_a_cache_gave_all_of_it_nothing_is_established(counted: float) -> None:
    seen = Durations((replace(WELL, cached=10, cached_seconds=0.05, counted=counted, summed=0.001),))
    finding = CASE.finding(seen)
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert "a cache says that it gave answers" in finding.reason


class _Keeping(Handler):
    """Counts what its cache does not give, and says so."""

    kept: bool = False

    def respond(self) -> None:
        if self.path == "/stats":
            at = '{verb="GET",path="/things"}'
            lines = f"shop_seconds_count{at} {int(self.kept)}\nshop_seconds_sum{at} {0.001 * self.kept}\n"
            self.answer(200, lines, CONTENT_TYPE)
            return
        said = "HIT" if self.kept else "MISS"
        type(self).kept = True
        self.send_response(200)
        self.send_header("X-Cache-Status", said)
        self.send_header("Content-Length", "0")
        self.end_headers()


def test_what_a_cache_says_that_it_gave_is_told() -> None:
    promised = contract(
        metrics=METRICS | {"durations": DURATIONS}, traffic={"requests": [{"path": "/things"}]}
    )
    with Loopback(_Keeping) as server:
        seen = done(time_known_traffic, ShopTarget(server.url, promised), promised)
    assert [(one.sent, one.cached, one.counted) for one in seen.timed] == [(5, 4, 1.0)]
    assert 0 < seen.timed[0].cached_seconds < seen.timed[0].waited_seconds
    assert CASE.finding(seen).outcome is Outcome.PASSED
