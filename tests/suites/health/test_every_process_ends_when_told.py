"""It sees a process that is killed, that is late, that breaks, and children that are left behind.

Good look-alikes on which it is silent: a supervisor that ends with the number of the signal, a drain that
takes as long as was promised.
"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.health.experiments.lifecycle import start_and_stop
from gonogo.suites.health.observations.lifecycle import Lifecycle
from gonogo.targets.base import Replica, Start, Target
from gonogo.targets.local_end import tell_to_end
from tests.judging import Case, contract, done
from tests.suites.health.examples import TRAFFIC
from tests.suites.health.lifecycles import READY, TRAFFIC_WELL, lifecycle
from tests.suites.health.shop import Shop

GRACE_SECONDS = 10.0
CONTRACT = contract(
    rollout={"request": {"path": "/things"}, "stops_within_seconds": GRACE_SECONDS}, traffic=TRAFFIC
)


def ended(status: int | None = 0, after_seconds: float = 1.2, left: tuple[str, ...] = ()) -> Lifecycle:
    return replace(lifecycle(), status=status, gone_seconds=5.0 + after_seconds, left=left)


CASE = Case(
    "health/every-process-ends-when-told", CONTRACT, clean=ended(), broken=ended(None, after_seconds=30.0)
)


@pytest.mark.parametrize(
    ("seen", "observed"),
    [
        (ended(None, 30.0), "it had to be killed after 30.0 s"),
        (ended(137, 30.0), "it ended by SIGKILL after 30.0 s"),
        (ended(-11), "it ended by SIGSEGV after 1.2 s"),
        (ended(134), "it ended by SIGABRT after 1.2 s"),
        (ended(0, 13.0), "an end after 13.0 s"),
        (
            ended(-15, 30.0, left=("process 7 (node)",)),
            "process 7 (node), which it had started, ran on without it for 30.0 s",
        ),
    ],
)
def test_what_became_of_it_is_said(seen: Lifecycle, observed: str) -> None:
    (problem,) = CASE.problems(seen)
    assert problem.observed == observed
    assert problem.expected == "an end by itself within 10 s of SIGTERM"


@pytest.mark.parametrize("status", [0, 143, -15, 130, -2, 129, 30, 1])
def test_an_end_by_the_signal_or_with_a_status_of_its_own_is_good(status: int) -> None:
    assert CASE.finding(ended(status)).outcome is Outcome.PASSED


def test_a_drain_may_take_all_of_the_grace() -> None:
    assert CASE.finding(ended(0, GRACE_SECONDS + 0.3)).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "seen",
    [
        replace(ended(None), became_ready=False),
        replace(ended(1, 0.0), samples=lifecycle(READY | {4.9: None}, TRAFFIC_WELL | {4.9: None}).samples),
    ],
    ids=["never ready", "gone before it was told"],
)
def test_one_that_does_not_serve_is_not_told_to_end(seen: Lifecycle) -> None:
    assert CASE.finding(seen).outcome is Outcome.INCONCLUSIVE


@pytest.mark.parametrize(
    "seen", [ended(None, 30.0), ended(0, 13.0), ended(-15, 30.0, left=("process 7 (node)",))]
)
def test_a_process_that_got_no_processor_is_not_blamed(seen: Lifecycle) -> None:
    assert CASE.finding(replace(seen, late_seconds=19.0)).outcome is Outcome.INCONCLUSIVE
    assert CASE.finding(replace(seen, late_seconds=0.5)).outcome is Outcome.FAILED


class OneMore(Shop):
    """A shop that takes one more replica, itself, and says how that ended."""

    def start_replica(self) -> Replica:
        return Replica("beside", self.entry)

    def stop_replica(self, replica: Replica, within_seconds: float) -> Start:
        self.calls.append(f"stop {replica.name} within {within_seconds:g}")
        return Start(-15, 0.4, "", ("process 7 (sh)",))


def test_without_probes_traffic_says_when_it_is_ready() -> None:
    longer = contract(rollout={"request": {"path": "/things"}, "stops_within_seconds": 60})
    with OneMore() as shop:
        seen = done(start_and_stop, cast("Target", shop), longer)
        assert shop.calls == ["stop beside within 72"]
    assert seen.served
    assert (seen.status, seen.left) == (-15, ("process 7 (sh)",))


STARTS = """
import signal, subprocess, sys, time
{before}
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
print("up", flush=True)
{then}
"""
STOPS = "signal.signal(signal.SIGTERM, lambda *_: (child.terminate(), child.wait(), sys.exit()))"
IGNORES = "signal.signal(signal.SIGTERM, signal.SIG_IGN)"


@pytest.mark.parametrize(
    ("before", "then", "status", "left"),
    [
        (STOPS, "time.sleep(60)", 0, 0),
        ("", "time.sleep(60)", -15, 1),
        (IGNORES, "time.sleep(60)", None, 1),
        (IGNORES, "child.kill(); time.sleep(60)", None, 0),
    ],
    ids=["hands it on", "leaves its child", "ignores it", "ignores it alone"],
)
def test_the_end_of_a_tree(before: str, then: str, status: int | None, left: int, tmp_path: Path) -> None:
    code = STARTS.format(before=before, then=then)
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"up\n"
        ending = tell_to_end(process, 10.0 if status == 0 else 0.7)  # a busy machine is late, not wrong
    assert (ending.status, len(ending.left)) == (status, left)
    assert not any(one.runs for one in ending.left), "what is left is killed"
