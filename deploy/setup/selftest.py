"""`make test` after the packages: every part runs, whatever became of the others; one failure fails all.

What is shipped beside the wheel, and the scanners' own programs, are tried by `make shipping`: it would
take this beyond its 25 minutes where nothing is built yet. A pytest run comes last, with a test for each part
that says how it ended (`selftests/outcomes.py`): who keeps nothing but the end of a log reads there why.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from tempfile import TemporaryFile
from typing import IO, NamedTuple

from deploy.setup import images
from deploy.setup.commands import ROOT, environment

ENDS_SECONDS = 60.0
OUTCOMES = ROOT / "reports/out/setup/outcomes.json"
"""How each part ended: ``[{"part", "seconds", "failed", "said"}]``, its last lines under ``said``."""

KEPT_LINES = 12
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

    One that ``may_hold`` needs what no machine can promise, a registry, and is no failure without it. One
    that goes ``beside`` the part before it waits for something else than that one does.
    """

    shows: str
    arguments: tuple[str, ...]
    deadline_seconds: float = 600.0
    may_hold: bool = False
    beside: bool = False


PARTS = (
    Part("lint, types, the scan of the source", ("-m", "deploy.setup.reading")),
    # four workers on any machine: they wait for more than half of their time
    Part("the offline tests", ("-m", "pytest", "tests", "-n", "4")),
    Part(
        "the engine, the images, and other people's releases, for all that follows",
        ("-m", "deploy.setup.ahead"),
        deadline_seconds=1200.0,
        beside=True,
    ),
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
        "the proofs that changed, and a hundredth of the others",
        (
            *("-m", "proving", "--changed", "--hundredth"),
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

TELLS = Part("how each part ended", ("-m", "pytest", "selftests/outcomes.py"))


class Outcome(NamedTuple):
    """How a part ended, after how many seconds, and the last lines of what it said."""

    part: str
    seconds: float
    failed: bool
    said: list[str]


class _Begun(NamedTuple):
    part: Part
    process: subprocess.Popen[bytes]
    since: float
    said: deque[str]


def run_together(parts: Sequence[Part]) -> list[Outcome]:
    """Run parts at once, the first one's output on ours and the others' behind it; return how each ended.

    One that hangs is ended, and has failed.
    """
    with ExitStack() as ends:
        begun = [ends.enter_context(_begun(part, shown=part is parts[0])) for part in parts]
        ended = [(one, *_waited(one)) for one in begun]
    # what was said is whole once its process is over, and read
    return [
        Outcome(one.part.shows, round(seconds, 1), not well, list(one.said)) for one, well, seconds in ended
    ]


@contextmanager
def _begun(part: Part, *, shown: bool) -> Iterator[_Begun]:
    words, variables = [sys.executable, *part.arguments], environment(images.written())
    said: deque[str] = deque(maxlen=KEPT_LINES)
    with TemporaryFile() as kept:
        output = sys.stdout.buffer if shown else kept
        with subprocess.Popen(
            words, cwd=ROOT, env=variables, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        ) as process:
            reads = threading.Thread(target=_hand_on, args=(process.stdout, output, said), daemon=True)
            reads.start()
            try:
                yield _Begun(part, process, time.monotonic(), said)
            finally:
                _end(process)
                # what it left behind may hold the other end of its output
                reads.join(ENDS_SECONDS / 10)
        if not shown:
            kept.seek(0)
            print(kept.read().decode(errors="replace"), flush=True)


def _hand_on(source: IO[bytes] | None, output: IO[bytes], said: deque[str]) -> None:
    """Write each line as it comes; keep the last ones that say something."""
    for line in source or ():
        output.write(line)
        output.flush()
        text = line.decode(errors="replace").rstrip()
        if text.strip(".[]% 0123456789"):
            said.append(text)


def _waited(begun: _Begun) -> tuple[bool, float]:
    """Wait for its end; return whether it is well, and its seconds."""
    part = begun.part
    try:
        left = part.deadline_seconds - (time.monotonic() - begun.since)
        well = _is_well(part, begun.process.wait(max(left, 0.0)))
    except subprocess.TimeoutExpired:
        print(f"FAILED: not done after {part.deadline_seconds:g} s: {part.shows}", flush=True)
        begun.said.append(f"not done after {part.deadline_seconds:g} s")
        well = False
    return well, time.monotonic() - begun.since


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
    """Run every part, and last a test for each that says how it ended. 0 when all succeeded, else 1."""
    # A shell that puts us into the background lets Ctrl-C be ignored; what is tried here is what it does.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    outcomes: list[Outcome] = []
    for together in _in_turn(PARTS):
        for number, part in enumerate(together, start=len(outcomes) + 1):
            print(f"\n== {number} of {len(PARTS)}: {part.shows}", flush=True)
        since = time.monotonic()
        outcomes += run_together(together)
        print(f"-- {time.monotonic() - since:.0f} s", flush=True)
    _write(outcomes)
    told = run_together([TELLS])
    return 1 if any(outcome.failed for outcome in (*outcomes, *told)) else 0


def _write(outcomes: Sequence[Outcome]) -> None:
    OUTCOMES.parent.mkdir(parents=True, exist_ok=True)
    OUTCOMES.write_text(json.dumps([outcome._asdict() for outcome in outcomes], indent=1))
    print(f"\n== how each of {len(outcomes)} parts ended", flush=True)
    for outcome in outcomes:
        ended = "FAILED" if outcome.failed else "well"
        print(f"{outcome.seconds:7.0f} s  {ended:6}  {outcome.part}", flush=True)


def _in_turn(parts: Sequence[Part]) -> list[list[Part]]:
    """Return the parts in their order, each with what may run beside it."""
    turns: list[list[Part]] = []
    for part in parts:
        if part.beside:
            turns[-1].append(part)
        else:
            turns.append([part])
    return turns


if __name__ == "__main__":
    sys.exit(main())
