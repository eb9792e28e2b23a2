"""Alarms ring once, at their time, in their order; what was called off does not."""

from __future__ import annotations

import multiprocessing
import threading
import time
from multiprocessing.connection import Connection

import pytest

from gonogo.instruments.probe.watchdog import WATCHDOG, Watchdog


def test_alarms_ring_in_the_order_of_their_times() -> None:
    dog, rung, over = Watchdog(), list[str](), threading.Event()
    dog.set(0.10, over.set)
    dog.set(0.06, lambda: rung.append("second"))
    dog.set(0.02, lambda: rung.append("first"))
    assert over.wait(5)
    assert rung == ["first", "second"]


def test_an_alarm_that_was_called_off_does_not_ring() -> None:
    dog, rung, over = Watchdog(), list[str](), threading.Event()
    dog.set(0.02, lambda: rung.append("called off")).call_off()
    dog.set(0.05, over.set)
    assert over.wait(5)
    assert rung == []


def test_an_alarm_before_the_one_that_is_waited_for_is_in_time() -> None:
    dog, over = Watchdog(), threading.Event()
    far = dog.set(60, over.set)
    began = time.monotonic()
    dog.set(0.02, over.set)
    assert over.wait(5)
    assert time.monotonic() - began < 5
    far.call_off()


def test_all_alarms_share_a_thread() -> None:
    dog, over = Watchdog(), threading.Event()
    dog.set(0.0, over.set)
    assert over.wait(5)
    before = threading.active_count()
    alarms = [dog.set(60, over.set) for _ in range(50)]
    assert threading.active_count() == before
    for alarm in alarms:
        alarm.call_off()


def _rings(pipe: Connection) -> None:
    over = threading.Event()
    WATCHDOG.set(0.01, over.set)
    pipe.send(over.wait(5))


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_a_fork_has_a_watchdog_of_its_own() -> None:
    WATCHDOG.set(60, lambda: None).call_off()
    mine, theirs = multiprocessing.Pipe()
    child = multiprocessing.get_context("fork").Process(target=_rings, args=(theirs,))
    child.start()
    assert mine.poll(20)
    assert mine.recv()
    child.join(10)
    assert child.exitcode == 0
