import hashlib
from collections.abc import Callable
from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.metrics.observations.scrapes import KnownTraffic, Sent, Snapshot
from tests.judging import Case, contract
from tests.suites.metrics.examples import METRICS, sent, snapshot, traffic

MADE = sent(201, count=20, name="sell", method="POST", promised=201)
CONTRACT = contract(
    metrics=METRICS, traffic={"requests": [{"method": "POST", "path": "/things", "status": 201}]}
)


def after(value: Callable[[int], str], times: float = 1.0, objects: int = 20) -> KnownTraffic:
    """Two replicas of which each counts half of what was sold."""
    looks: list[Snapshot] = []
    for source, half in (("a", range(objects // 2)), ("b", range(objects // 2, objects))):
        rest = snapshot("rest", 25, source)
        sold = {f'sold_total{{by="{value(n)}",kind="x"}}': times for n in half}
        looks += [snapshot("before", 5, source), replace(rest, counters=rest.counters | sold)]
    return traffic(snapshots=tuple(looks), sent=(sent(), MADE))


CASE = Case("metrics/objects-are-no-labels", CONTRACT, traffic(sent=(sent(), MADE)), after(str))


@pytest.mark.parametrize(
    "value",
    [
        lambda n: str(17 + n),
        lambda n: f"/things/{17 + n}",
        lambda n: f"/things/6f1c2d3e-0a1b-4c5d-8e9f-0011223344{n + 10}",
        lambda n: f"{n + 16:x}b3c4d5e6f708192a",
        lambda n: f"01J9ZQ4Y8K7M3N5P6R7S8T9V{n + 10}",
        lambda n: str(7_100_000_000_000 + n * 4_194_304),
    ],
    ids=["number", "path", "UUID", "hash", "ULID", "snowflake"],
)
def test_a_value_for_each_object_is_refused(value: Callable[[int], str]) -> None:
    (problem,) = CASE.problems(after(value))
    assert problem.where == "the label by of sold_total"
    assert problem.observed.startswith("20 new: ")


@pytest.mark.parametrize("steps", [(7,), (6, 9, 7, 12), (7, 8, 40, 7, 8, 7, 9)])
def test_numbers_by_even_steps_are_refused(steps: tuple[int, ...]) -> None:
    begins = [100 + sum(steps[k % len(steps)] for k in range(n)) for n in range(20)]
    assert len(CASE.problems(after(lambda n: f"Task-{begins[n]}"))) == 1


@pytest.mark.parametrize("shards", [64, 256, 1024, 16_384])
def test_shards_of_a_hash_are_none_though_each_has_one(shards: int) -> None:
    drawn = [int(hashlib.sha256(f"{shards} {n}".encode()).hexdigest(), 16) % shards for n in range(20)]
    assert CASE.problems(after(lambda n: f"shard-{drawn[n]}")) == ()


def test_few_numbers_by_even_steps_may_be_so_by_chance() -> None:
    few = traffic(
        snapshots=after(lambda n: str(7 * n), objects=8).snapshots, sent=(sent(), replace(MADE, count=8))
    )
    assert CASE.problems(few) == ()


@pytest.mark.parametrize(
    "seen",
    [
        pytest.param(after(lambda n: str(n * n * 37 % 1021)), id="shards of a hash"),
        pytest.param(after(lambda n: f"SELECT {'abcdefghijklmnopqrst'[n]}"), id="statements"),
        pytest.param(after(str, times=20.0), id="kinds of which each is asked for"),
        pytest.param(after(str, objects=18), id="fewer than were made"),
        pytest.param(after(lambda n: "all"), id="one value"),
    ],
)
def test_values_that_end_pass(seen: KnownTraffic) -> None:
    assert CASE.problems(seen) == ()


def test_buckets_are_no_identifiers() -> None:
    rest = snapshot("rest", 25)
    bounds = {f'took_seconds_bucket{{le="{n}"}}': 1.0 for n in range(20)}
    looks = (snapshot("before", 5), replace(rest, counters=rest.counters | bounds))
    assert CASE.problems(traffic(snapshots=looks, sent=(MADE,))) == ()


def test_what_was_there_before_is_not_new() -> None:
    rest = snapshot("rest", 25)
    ids = {f'sold_total{{by="{n}",kind="x"}}': 1.0 for n in range(20)}
    was = {f'sold_total{{by="{n}",kind="y"}}': 1.0 for n in range(20)}
    before = snapshot("before", 5)
    before, rest = (
        replace(before, counters=before.counters | was),
        replace(rest, counters=rest.counters | ids),
    )
    looks = (before, replace(rest, counters=rest.counters | was))
    assert CASE.problems(traffic(snapshots=looks, sent=(MADE,))) == ()


@pytest.mark.parametrize(
    "few", [sent(), replace(MADE, count=4), replace(MADE, status=500), replace(MADE, status=None)]
)
def test_without_writes_that_were_answered_nothing_is_told(few: Sent) -> None:
    assert CASE.finding(replace(after(str), sent=(few,))).outcome is Outcome.INCONCLUSIVE


@pytest.mark.parametrize(("status", "repeat", "promised"), [(201, 5, True), (422, 5, False), (201, 4, False)])
def test_it_is_promised_by_writes_that_come_again(status: int, repeat: int, promised: bool) -> None:
    requests = [{"method": "POST", "path": "/things", "status": status}, {"path": "/things"}]
    made = contract(traffic={"requests": requests, "repeat": repeat})
    assert made.promises("traffic.writes") is promised
    assert not contract().promises("traffic.writes")


def test_a_sum_says_how_much_and_not_how_often() -> None:
    looks = [snapshot("before", 5), snapshot("rest", 25)]
    for n in range(20):
        value = f"6f1c2d3e-0a1b-4c5d-8e9f-0011223344{n + 10}"
        looks[1].counters[f'shop_request_duration_seconds_count{{shop="{value}"}}'] = 20.0
        looks[1].counters[f'shop_request_duration_seconds_sum{{shop="{value}"}}'] = 0.1
    assert CASE.problems(traffic(snapshots=tuple(looks), sent=(sent(), MADE))) == ()
