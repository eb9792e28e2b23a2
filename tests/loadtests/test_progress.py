"""How far a load is, as its recorder tells it and as the library of histograms would."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from gonogo.loadtests.histogram import DurationHistogram, quick_quantiles
from gonogo.loadtests.measurement import Measurement
from gonogo.loadtests.progress import VARIABLE, Progress, Teller, teller_of, told
from gonogo.loadtests.schedule import build
from tests.loadtests.test_measurement import BUSY, GOOD, PLAN, START

HALF_WAY = Progress(
    elapsed_seconds=1.0,
    duration_seconds=2.0,
    planned=20,
    sent=10,
    dropped=1,
    finished=9,
    failed=2,
    p50_seconds=0.01,
    p95_seconds=0.02,
    p99_seconds=0.03,
)


class Known:
    def __init__(self) -> None:
        self.asked = 0

    def progress(self) -> Progress:
        self.asked += 1
        return HALF_WAY


def recorded(*seconds: float) -> DurationHistogram:
    histogram = DurationHistogram()
    for each in seconds:
        histogram.record(each)
    return histogram


@pytest.mark.parametrize(
    "seconds",
    [
        (0.001,),
        (0.000001, 0.0000021),
        (0.002, 0.0021, 0.9),
        (130.0,),
        tuple(n * n / 1e5 for n in range(1, 999)),
    ],
)
def test_quick_quantiles_are_those_of_the_library(seconds: tuple[float, ...]) -> None:
    whole = recorded(*seconds).quantiles()
    halves = recorded(*seconds[::2]), recorded(*seconds[1::2])
    assert quick_quantiles(halves, (50.0, 95.0, 99.0)) == [
        whole.p50_seconds,
        whole.p95_seconds,
        whole.p99_seconds,
    ]


def test_quantiles_of_nothing_are_zero() -> None:
    assert quick_quantiles((recorded(), recorded()), (50.0, 99.0)) == [0.0, 0.0]


def test_a_measurement_says_how_far_it_is_without_its_warm_up() -> None:
    measurement = Measurement(PLAN, build(PLAN))
    measurement.begin(START)
    for number in range(8, 15):
        sent = START + number / 10
        if number == 13:
            measurement.dropped(number)
            continue
        measurement.sent(number, sent)
        if number != 14:
            measurement.finished(number, sent, sent + 0.01, BUSY if number == 12 else GOOD)
    seen = measurement.progress()
    assert (seen.planned, seen.sent, seen.finished, seen.failed, seen.dropped) == (20, 4, 3, 1, 1)
    assert seen.duration_seconds == 2
    assert seen.p50_seconds == pytest.approx(0.01, rel=0.001)


def test_what_is_told_is_heard_until_the_teller_is_gone() -> None:
    heard: list[Progress] = []
    with told(heard.append) as (descriptor,):
        copy = os.dup(descriptor)  # as a process has it that was started with it
        teller = Teller(Known(), copy)
        teller.tell()  # it is not time yet
        teller.tell(now=True)
        os.write(copy, b'{"half": ')
        os.close(copy)
    assert heard == [HALF_WAY]


def test_a_reader_that_does_not_read_holds_up_nobody() -> None:
    read_end, write_end = os.pipe()
    known = Known()
    teller = Teller(known, write_end)
    for _ in range(1000):  # a pipe holds some 300 of these lines
        teller.tell(now=True)
    os.close(read_end)
    teller.tell(now=True)
    os.close(write_end)
    assert known.asked == 1001


def test_nobody_is_told_where_nobody_asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = threading.active_count()
    with told(None) as descriptors:
        assert (descriptors, threading.active_count()) == ((), before)
    monkeypatch.setenv(VARIABLE, "")
    assert teller_of(Known()) is None
    descriptor = os.open(tmp_path / "told", os.O_WRONLY | os.O_CREAT)
    monkeypatch.setenv(VARIABLE, str(descriptor))
    assert teller_of(Known()) is not None
    os.close(descriptor)
