import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.metrics.experiments.scrapes import send_known_traffic
from tests.judging import Case, contract, done
from tests.suites.loopback import Handler, Loopback
from tests.suites.metrics.examples import CONTRACT, METRICS, snapshot, traffic
from tests.suites.shop import ShopTarget

FELL = (snapshot("before", 5), snapshot("sent", 25), snapshot("rest", 7))
CASE = Case("metrics/counters-never-decrease", CONTRACT, clean=traffic(), broken=traffic(snapshots=FELL))


def test_the_series_and_both_values_are_named() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert (problem.where, problem.expected, problem.observed) == (
        "shop_requests_total{} at a",
        "25 or more",
        "7",
    )


def test_a_process_that_started_again_may_begin_anew() -> None:
    again = (snapshot("before", 5), snapshot("sent", 25), snapshot("rest", 1, started=1009.0))
    assert CASE.problems(traffic(snapshots=again)) == ()


def test_without_a_start_time_only_a_fall_of_everything_is_a_restart() -> None:
    before = snapshot("before", 25, started=None)
    one_fell = snapshot("rest", 7, started=None)
    all_fell = snapshot("rest", 1, started=None, counters={"shop_requests_total{}": 1.0})
    assert len(CASE.problems(traffic(snapshots=(before, one_fell)))) == 1
    assert CASE.finding(traffic(snapshots=(before, all_fell))).outcome is Outcome.INCONCLUSIVE


def test_processes_are_not_compared_with_each_other() -> None:
    assert (
        CASE.problems(traffic(snapshots=(snapshot("before", 9), snapshot("before", 2, "b"), *FELL[1:2])))
        == ()
    )


def test_what_stands_still_while_traffic_is_sent_shows_nothing() -> None:
    still = tuple(snapshot(moment, 5) for moment in ("before", "sent", "rest"))
    finding = CASE.finding(traffic(snapshots=still))
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert finding.reason.startswith("no counter rose while known traffic was sent")


def test_a_counter_that_is_no_number_any_more_is_refused() -> None:
    lost = (snapshot("before", 5), snapshot("sent", 25), snapshot("rest", float("nan")))
    assert [p.observed for p in CASE.problems(traffic(snapshots=lost))] == ["nan"]


def test_what_was_no_number_before_is_for_another_rule() -> None:
    none = {"shop_requests_total{}": float("nan")}
    seen = traffic(
        snapshots=tuple(
            snapshot(moment, n, counters=none | {"shop_seconds_count": n})
            for moment, n in (("before", 5), ("sent", 25), ("rest", 26))
        )
    )
    assert CASE.finding(seen).outcome is Outcome.PASSED


def test_counters_that_a_scrape_sets_back_are_not_taken_for_a_restart() -> None:
    none = {"shop_requests_total{}": 0.0, "shop_seconds_count": 0.0}
    back = (
        snapshot("before", 5, started=None),
        snapshot("sent", 25, started=None),
        snapshot("rest", 0, started=None, counters=none),
    )
    finding = CASE.finding(traffic(snapshots=back))
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert finding.reason.startswith("every counter of a fell, and no process_start_time_seconds")


@pytest.mark.parametrize("last", [24, 0, 24.999, -1], ids=["by one", "to zero", "by a little", "below zero"])
def test_any_fall_of_a_living_process_is_refused(last: float) -> None:
    seen = traffic(snapshots=(snapshot("before", 5), snapshot("sent", 25), snapshot("rest", last)))
    assert len(CASE.problems(seen)) == 1


def test_one_replica_of_two_is_enough() -> None:
    other = tuple(snapshot(moment, n, "b") for moment, n in (("before", 5), ("sent", 9), ("rest", 8)))
    seen = traffic(snapshots=(snapshot("before", 5), snapshot("sent", 25), snapshot("rest", 25), *other))
    assert [p.where for p in CASE.problems(seen)] == ["shop_requests_total{} at b"]


@pytest.mark.parametrize(
    "counters",
    [{"shop_seconds_count": 9.0}, {"shop_requests_total{}": 25.0, "new_total": 1.0}],
    ids=["a series that goes, which nobody compares", "one that comes"],
)
def test_what_is_there_once_alone_is_not_compared(counters: dict[str, float]) -> None:
    rest = snapshot("rest", 25, counters=counters)
    seen = traffic(snapshots=(snapshot("before", 5), snapshot("sent", 25), rest))
    assert CASE.finding(seen).outcome is Outcome.PASSED


class _Measuring(Handler):
    """Observes something of each write, which is less than nothing each time."""

    family: str
    kind: str
    each: float
    count: int = 0

    def respond(self) -> None:
        own = type(self)
        own.count += self.command == "POST"
        total = 50.3 + self.each * own.count
        lines = f"# TYPE {self.family} {self.kind}\n{self.family}_sum {total}\n"
        counted = f'{self.family}_bucket{{le="+Inf"}} {own.count}\n' if self.kind == "histogram" else ""
        lines += f"{counted}{self.family}_count {own.count}\nprocess_start_time_seconds 1000\n"
        self.answer(200, lines, "text/plain; version=0.0.4")


def observed(family: str, kind: str = "histogram", each: float = -0.25) -> list[str]:
    requests = [{"method": "POST", "path": "/things"}]
    promised = contract(
        metrics=METRICS | {"settles_within_seconds": 0.1}, traffic={"requests": requests, "repeat": 5}
    )
    with Loopback(_Measuring, family=family, kind=kind, each=each) as server:
        seen = done(send_known_traffic, ShopTarget(server.url, promised), promised)
    return [problem.where for problem in CASE.problems(seen)]


@pytest.mark.parametrize("kind", ["histogram", "summary"])
@pytest.mark.parametrize(
    "family",
    [
        "shop_request_duration_seconds",
        "http_requests_latency_seconds_by_view_method",
        "http_server_elapsed_seconds",
        "query_time_seconds",
        "shop_response_size_bytes",
        "http_request_bytes",
    ],
)
def test_a_sum_of_times_or_sizes_that_falls_is_refused(family: str, kind: str) -> None:
    assert set(observed(family, kind)) == {f"{family}_sum at shop-1"}


@pytest.mark.parametrize(
    "family",
    [
        "room_temperature_celsius",
        "clock_offset_seconds",
        "timer_lateness_seconds",
        "message_latency_seconds",
        "request_duration_delta_seconds",
        "file_size_change_bytes",
        "time_left_seconds",
        "http_server_requests_active_seconds",
    ],
)
def test_what_may_be_below_zero_has_a_sum_that_may_fall(family: str) -> None:
    assert observed(family) == []


def test_a_sum_whose_parts_are_added_up_in_another_order_has_not_fallen() -> None:
    assert observed("shop_request_duration_seconds", each=-1e-14) == []


def test_a_gauge_that_is_called_a_sum_is_none() -> None:
    assert observed("shop_request_duration_seconds", "gauge") == []
