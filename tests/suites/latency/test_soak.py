"""What the soak sends and reads, with processes that are made up; selftests/ has real ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from gonogo.contract.model import Contract
from gonogo.instruments.probe.ask import probe
from gonogo.suites.latency.experiments import closed_loop, soak
from gonogo.suites.latency.observations.soak import Soaked
from gonogo.targets.base import ProcessState
from tests.judging import contract, done
from tests.suites.latency.examples import JOURNEY
from tests.suites.metrics.examples import METRICS
from tests.suites.shop import ShopTarget, shop

MIB = 1 << 20
SOAK = {"requests": 80, "warm_up_requests": 8, "memory_bytes_per_request": 1000, "descriptors": 20}
MISSING = JOURNEY | {"path": "/nothing"}
BUY = JOURNEY | {"name": "buy", "method": "POST", "path": "/things/{n}", "body": {"order": "{uuid}"}}


class Told(ShopTarget):
    """Tells at each reading what is given for it, and the last for good."""

    def __init__(self, url: str, made: Contract, *readings: list[ProcessState]) -> None:
        super().__init__(url, made)
        self._readings: Iterator[list[ProcessState]] = iter(readings)
        self._last = readings[-1]

    def process_states(self) -> list[ProcessState]:
        self._last = next(self._readings, self._last)
        return self._last


def one(memory: int | None = 80 * MIB, descriptors: int | None = 12) -> list[ProcessState]:
    return [ProcessState("shop", memory, descriptors, 5)]


def soaked(*readings: list[ProcessState], journeys: object = (JOURNEY,), **changed: object) -> Soaked:
    made = contract(latency={"journeys": journeys, "soak": SOAK | changed})
    return done(soak.send_many, Told("http://127.0.0.1:1", made, *(readings or (one(),))), made)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    def answered(url: str, **_: object) -> SimpleNamespace:
        return SimpleNamespace(status=404 if url.endswith("/nothing") else 200, error=None)

    monkeypatch.setattr(closed_loop, "probe", answered)
    monkeypatch.setattr(soak, "_SETTLES_SECONDS", 0.05)


def test_it_reads_before_the_first_block_and_after_each() -> None:
    seen = soaked()
    (part,) = seen.parts
    assert (seen.answered, seen.otherwise, part.requests) == (88, {}, tuple(range(0, 81, 10)))
    (course,) = part.courses
    assert (course.memory_bytes, course.descriptors, course.threads) == ((80 * MIB,) * 9, (12,) * 9, (5,) * 9)


def test_what_is_refused_for_what_it_asks_is_sent_beside(monkeypatch: pytest.MonkeyPatch) -> None:
    sent = Counter[str]()
    monkeypatch.setattr(soak, "probe", lambda url, **more: sent.update([f"{more['method']} {url[-2:]}"]))
    statuses = {"/a": 404, "/b": 401, "/c": 429, "/d": 200}
    reads = [{"name": path[1:], "path": path, "status": status} for path, status in statuses.items()]
    wrong = {"name": "e", "method": "POST", "path": "/e", "body": {}, "status": 422}
    made = contract(latency={"journeys": (JOURNEY,), "soak": SOAK}, traffic={"requests": [*reads, wrong]})
    target = Told("http://127.0.0.1:1", made, one())
    assert done(soak.send_many, target, made).answered == 88
    every = 9 * soak._REFUSED
    assert sent == ({"GET /a": every / 2, "POST /e": every / 2} if target.started_here else {"GET /a": every})


def test_it_goes_on_while_something_grows() -> None:
    growing = [one(memory=(80 + n) * MIB) for n in range(9)]
    assert len(soaked(*growing).parts) == 5  # until what one part added is no longer the usual rise
    assert len(soaked(*[one(memory=(80 + n) * MIB) for n in range(40)]).parts) == 3


def test_it_goes_on_where_a_saw_may_hide_a_floor(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(soaked(*[one(memory=(80 + 9 * (n % 2)) * MIB) for n in range(80)]).parts) == 2
    rising = [one(memory=(80 + 9 * (n % 2) + n) * MIB) for n in range(80)]
    assert len(soaked(*rising).parts) == 6


def test_collections_are_read_from_each_exposition(monkeypatch: pytest.MonkeyPatch) -> None:
    counts = iter(range(100))
    pages = (f'jvm_gc_pause_seconds_count{{action="minor"}} {n // 2}\n' for n in counts)
    monkeypatch.setattr(soak, "scrape", lambda _: SimpleNamespace(status=200, text=next(pages)))
    made = contract(latency={"journeys": (JOURNEY,), "soak": SOAK}, metrics=METRICS)
    target = Told("http://127.0.0.1:1", made, one())
    (part,) = done(soak.send_many, target, made).parts
    assert len(part.collections) == len(target.expose)
    assert all(list(told) == sorted(told) and len(told) == 9 for told in part.collections)


def test_who_does_not_tell_each_time_tells_no_collections() -> None:
    assert soak._all_told([[1, None], [2, 3]]) == ((1, 2),)
    assert soak._all_told([[5], [2]]) == ()  # two processes behind one address
    assert soak._all_told([[], []]) == ()


def test_descriptors_get_a_moment_to_be_closed() -> None:
    readings = [*[one(descriptors=12 + 10 * n) for n in range(9)], one(descriptors=70), one(descriptors=13)]
    (part,) = soaked(*readings).parts
    assert part.courses[0].descriptors[-2:] == (82, 13)


def test_a_process_that_came_later_or_went_is_none() -> None:
    child = ProcessState("child", 1, 1, 1)
    seen = soaked([*one(), child], *[one()] * 7, [*one(), child])
    assert [course.process for course in seen.parts[0].courses] == ["shop"]
    assert seen.parts[0].processes == (2, 1, 1, 1, 1, 1, 1, 1, 2)


def test_what_cannot_be_read_each_time_is_left_out() -> None:
    (part,) = soaked(*[one()] * 5, one(memory=None)).parts
    assert (part.courses[0].memory_bytes, len(part.courses[0].descriptors)) == ((), 9)


def test_nobody_is_asked_any_more_where_nobody_answers_as_promised() -> None:
    seen = soaked(journeys=(MISSING,), warm_up_requests=100)
    assert (seen.parts, seen.gave_up, set(seen.otherwise)) == ((), True, {"browse: 404"})
    assert 32 <= sum(seen.otherwise.values()) <= 40


def test_it_ends_when_its_time_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(soak, "_MOST_SECONDS", 0.0)
    seen = soaked()
    assert (seen.stopped_by, seen.answered, seen.parts) == ("0 s were over", 0, ())


def test_requests_are_filled_and_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    made = contract(latency={"journeys": [BUY, MISSING]})
    assert made.latency is not None
    with (
        shop() as url,
        closed_loop.ClosedLoop(Told(url, made, one()), made.latency.journeys, 2, 30.0) as load,
    ):
        load.send(6)
        counted = Counter(probe(f"{url}/stats").text.split())
    assert (load.sent, load.answered, dict(load.otherwise)) == (6, 3, {"browse: 404": 3})
    assert counted['shop_requests_total{verb="POST",path="/things",code="200"}'] == 1


def test_journeys_that_write_are_sent_where_the_contract_says_so() -> None:
    assert soaked(journeys=(BUY,)).stopped_by == "the contract has no journey that only reads"
    seen = soaked(journeys=(BUY,), writes=True)
    assert (seen.answered, seen.otherwise) == (88, {})
