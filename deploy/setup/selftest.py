"""`make test` after the set-up: every part runs, whatever became of the others; one failure fails all.

What is shipped beside the wheel, and the scanners' own programs, are tried by `make shipping`: it would
take this beyond its 25 minutes where nothing is built yet. A pytest run comes last: its summary line ends it.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from contextlib import suppress
from typing import NamedTuple

from deploy.setup.commands import ROOT, environment

ENDS_SECONDS = 60.0
PROOF_SECONDS = 420
"""After this no proof is begun, so that the whole stays below 25 minutes. The quickest are tried first; what
is left then fails the run: who changes more than fits proves it (`make prove`), and commits the lock."""

PAIRS_SECONDS = 240
"""By then the pairs are over: what has changed comes first, and what is left of it fails the run."""

HELD = 3
"""How a part ends that could not have something of the world outside; it says what, by name."""


ALONE = (
    "selftests/engine",
    "selftests/gonogo/test_load.py",
    "selftests/loadtests",
    "selftests/suites/latency",
)
"""Whole runs that measure, or that clear an engine up: beside nothing else. Of the others two at a time."""

ELSEWHERE = ("selftests/shipping", "selftests/scan")
"""What `make shipping` runs."""


class Part(NamedTuple):
    """One part: what it shows, and the arguments of Python that run it.

    One that ``may_hold`` needs what no machine can promise, a registry, and is no failure without it.
    """

    shows: str
    arguments: tuple[str, ...]
    deadline_seconds: float = 600.0
    may_hold: bool = False


PARTS = (
    Part("lint, types, the scan of the source", ("-m", "deploy.setup.reading")),
    # four workers on any machine: they wait for more than half of their time
    Part("the offline tests", ("-m", "pytest", "tests", "-n", "4")),
    Part(
        "whole runs, two at a time: golden output, smoke, verdicts, distribution, interruption, cleanup",
        (
            # a module in one place: some have a stack or a wait that its tests share
            *("-m", "pytest", "selftests", "-n", "2", "--dist=loadfile", "--durations=12"),
            *(f"--ignore={path}" for path in (*ALONE, *ELSEWHERE)),
        ),
        deadline_seconds=1200.0,
    ),
    Part("whole runs that measure, or that clear up, one by one", ("-m", "pytest", *ALONE, "--durations=12")),
    Part(
        "the proofs that changed, and a sixtieth of the others",
        (
            *("-m", "proving", "--changed", "--sixtieth"),
            f"--within-seconds={PROOF_SECONDS}",
        ),
        deadline_seconds=1200.0,
    ),
    Part(
        "the pairs of real releases that changed, and a tenth of the others",
        ("-m", "proving.upstream", "--changed", "--tenth", f"--within-seconds={PAIRS_SECONDS}"),
        # a pair with a soak takes minutes, on a slow machine five, and two may have begun just before
        deadline_seconds=PAIRS_SECONDS + 600.0,
        may_hold=True,
    ),
    Part(
        "a third of the servers that nobody here wrote, each under its own contract",
        ("-m", "park", "--third"),
        deadline_seconds=900.0,
    ),
    Part(
        "the reference release",
        ("-m", "gonogo.fixtures.hold", "suites", "--target=compose", "--contract=release.yaml", "-n", "2"),
        deadline_seconds=900.0,
    ),
)


def run(part: Part) -> bool:
    """Run one part with its output on ours; whether it succeeded. One that hangs is ended, and has not."""
    with subprocess.Popen([sys.executable, *part.arguments], cwd=ROOT, env=environment()) as process:
        try:
            return _is_well(part, process.wait(part.deadline_seconds))
        except subprocess.TimeoutExpired:
            print(f"FAILED: not done after {part.deadline_seconds:g} s: {part.shows}", flush=True)
        finally:
            _end(process)
    return False


def _is_well(part: Part, status: int) -> bool:
    held = part.may_hold and status == HELD
    if held:
        print(
            f"HOLD, which is no failure here: {part.shows}; what could not be had is named above", flush=True
        )
    return status == 0 or held


def _end(process: subprocess.Popen[bytes]) -> None:
    """Let it clean up; after a kill its watchdog does that."""
    if process.poll() is None:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(ENDS_SECONDS)
        process.kill()


def main() -> int:
    """Run every part, naming what failed before the last one begins. 0 when all succeeded, else 1."""
    # A shell that puts us into the background lets Ctrl-C be ignored; what is tried here is what it does.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    failed: list[str] = []
    begun = time.monotonic()
    for number, part in enumerate(PARTS, start=1):
        if number == len(PARTS):
            print(f"\n{_so_far(failed)} after {time.monotonic() - begun:.0f} s; one part is left")
        print(f"\n== {number} of {len(PARTS)}: {part.shows}", flush=True)
        since = time.monotonic()
        if not run(part):
            failed.append(part.shows)
        if number < len(PARTS):  # the last one ends on pytest's own summary
            print(f"-- {time.monotonic() - since:.0f} s", flush=True)
    return 1 if failed else 0


def _so_far(failed: list[str]) -> str:
    return f"FAILED so far: {'; '.join(failed)}" if failed else "no failure so far"


if __name__ == "__main__":
    sys.exit(main())
