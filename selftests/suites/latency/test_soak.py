"""The soak, tried on small processes that leak, and on some that do not."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from gonogo.contract.model import Contract
from gonogo.core.finding import Outcome
from gonogo.suites.latency.experiments import soak
from gonogo.suites.latency.observations.soak import Soaked
from gonogo.suites.latency.soaking import MOST_PARTS
from gonogo.targets.base import ProcessState
from gonogo.targets.processes import descending
from tests.judging import contract, done
from tests.suites.latency.examples import JOURNEY
from tests.suites.latency.test_descriptors_come_to_rest import CASE as DESCRIPTORS
from tests.suites.latency.test_memory_comes_to_rest import CASE as MEMORY
from tests.suites.shop import ShopTarget

SOAK = {"requests": 160, "warm_up_requests": 120, "memory_bytes_per_request": 10_000, "descriptors": 30}


def promising(**changed: object) -> Contract:
    return contract(latency={"journeys": [JOURNEY], "soak": SOAK | changed})


class OneProcess(ShopTarget):
    """A process of this machine."""

    def __init__(self, port: int, pid: int, promised: Contract) -> None:
        super().__init__(f"http://127.0.0.1:{port}", promised)
        self._pid = pid

    def process_states(self) -> list[ProcessState]:
        return descending("shop", self._pid)


@contextmanager
def keeping(what: str, promised: Contract) -> Iterator[OneProcess]:
    command = [sys.executable, str(Path(__file__).with_name("leaking.py")), what]
    one_arena = os.environ | {"MALLOC_ARENA_MAX": "1"}  # a heap for each thread grows by chance
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=one_arena) as process:
        assert process.stdout is not None
        try:
            yield OneProcess(int(process.stdout.readline()), process.pid, promised)
        finally:
            process.kill()


def soaked(what: str, monkeypatch: pytest.MonkeyPatch, promised: Contract | None = None) -> Soaked:
    monkeypatch.setattr(soak, "_SETTLES_SECONDS", 0.1)
    made = promised or promising()
    with keeping(what, made) as target:
        return done(soak.send_many, target, made)


def outcomes(seen: Soaked, promised: Contract | None = None) -> tuple[Outcome, Outcome]:
    made = promised or promising()
    cases = [type(case)(case.rule_id, made, case.clean, case.broken) for case in (MEMORY, DESCRIPTORS)]
    return cases[0].finding(seen).outcome, cases[1].finding(seen).outcome


def test_a_list_that_only_grows_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = soaked("bytes", monkeypatch)
    assert outcomes(seen) == (Outcome.FAILED, Outcome.PASSED)
    assert (len(seen.parts), seen.answered, seen.otherwise) == (3, 120 + 3 * 160, {})


@pytest.mark.parametrize("what", ["files", "sockets", "threads"])
def test_what_stays_open_is_seen(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert outcomes(soaked(what, monkeypatch))[1] is Outcome.FAILED


@pytest.mark.parametrize("what", ["nothing", "cache"])
def test_what_comes_to_rest_passes_at_once(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = soaked(what, monkeypatch)
    assert outcomes(seen) == (Outcome.PASSED, Outcome.PASSED)
    assert [part.requests for part in seen.parts] == [tuple(range(0, 161, 20))]


def test_a_cache_that_is_full_late_passes_after_another_part(monkeypatch: pytest.MonkeyPatch) -> None:
    late = promising(warm_up_requests=1, requests=80)
    seen = soaked("cache", monkeypatch, late)
    assert outcomes(seen, late) == (Outcome.PASSED, Outcome.PASSED)
    assert 1 < len(seen.parts) < MOST_PARTS  # six can tell a floor that rises from its allocator's saw
