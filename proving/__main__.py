"""Prove the gate on bad releases and their benign twins: `python -m proving`.

A whole run that was stopped goes on where it was, and `--afresh` begins it anew.

Exit status 0: every defect caught, every twin and control GO. 1: not so. 2: usage. 130: interrupted.
"""

from __future__ import annotations

import argparse
import datetime as dt
import math
import signal
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from types import FrameType
from typing import NoReturn

from gonogo.proofs import lock
from proving import record
from proving.catalogue import BrokenSeedError, Seed, seeds
from proving.children import end_all
from proving.doing import done
from proving.judge import Outcome
from proving.lanes import Lanes
from proving.ledger import Ledger
from proving.progress import Progress, state_of
from proving.seed import Place
from proving.selection import changed, hundredth, judged_anew, named
from proving.tasks import Task, hurried, planned

AGREEING = 3
"""So many seed numbers have to agree before a proof enters the lock."""
LANES = 4
"""So many starts at a time: more than two keep a machine of two cores busy where one of them waits."""
_ENDS_SECONDS = 8.0
"""So long a signal leaves what runs to remove what it started; its own watchdog does it after that."""


@dataclass(frozen=True)
class _Work:
    """What to prove: ``again`` are seeds whose numbers agreed once, for which one number is enough."""

    seeds: list[Seed]
    again: list[Seed]
    controls: list[Place]
    asked: argparse.Namespace


def main(arguments: Sequence[str] | None = None) -> int:
    """Choose, prove, report."""
    asked = _parser().parse_args(arguments)
    for number in (signal.SIGTERM, signal.SIGINT):  # what a shell starts in the background ignores SIGINT
        signal.signal(number, _interrupt)
    try:
        chosen, again = _choose(asked)
    except (ValueError, BrokenSeedError) as wrong:
        print(wrong, file=sys.stderr)
        return 2
    controls: list[Place] = [] if _partial(asked) else sorted({seed.target for seed in chosen})
    if not chosen:
        print("nothing to prove: the lock holds every seed as it is now")
        return 0
    try:
        proven = _prove(_Work(chosen, again, controls, asked))
    except KeyboardInterrupt:
        print("interrupted; what was proven until here is in the lock", file=sys.stderr)
        return 130
    print(record.table(proven))
    return 0 if proven.good else 1


def _positive(text: str) -> float:
    if not (value := float(text)) > 0:
        raise ValueError(text)
    return value


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m proving", description=__doc__)
    parser.add_argument("--changed", action="store_true", help="only what differs from the lock")
    parser.add_argument(
        "--hundredth", action="store_true", help="what differs, and a hundredth of the others"
    )
    parser.add_argument("--only", nargs="+", metavar="ID", help="only these, by id or its beginning")
    parser.add_argument("--seeds", type=int, default=AGREEING, help="seed numbers for each defect")
    parser.add_argument("--whole", action="store_true", help="judge each first number by every rule")
    parser.add_argument(
        "--within-seconds", type=_positive, default=math.inf, help="begin no seed later; what is left fails"
    )
    parser.add_argument("--lanes", type=int, default=LANES, help="starts at a time; measurements are alone")
    parser.add_argument("--afresh", action="store_true", help="do not go on with a run that was stopped")
    parser.add_argument("--target", choices=("local", "compose"), help="only those that run there")
    return parser


def _partial(asked: argparse.Namespace) -> bool:
    return bool(asked.changed or asked.hundredth or asked.only)


def _choose(asked: argparse.Namespace) -> tuple[list[Seed], list[Seed]]:
    """Return the seeds to prove, and those among them for which one number is enough."""
    for option in ("seeds", "lanes"):
        if getattr(asked, option) < 1:
            raise ValueError(f"--{option} {getattr(asked, option)}: at least 1")
    others: list[Seed] = []
    again: list[Seed] = []
    found = named(seeds(), asked.only) if asked.only else list(seeds())
    found = [seed for seed in found if asked.target in (None, seed.target)]
    if asked.changed or asked.hundredth:
        differ = changed(found, lock.read())
        again = judged_anew(differ, lock.read())
        if asked.hundredth:
            others = hundredth([s for s in found if s not in differ], _today())
        print(f"differ from the lock: {_listed(differ)}")
        if asked.hundredth:
            print(f"a hundredth of the others, for {_today()}: {_listed(others)}")
        found = [seed for seed in found if seed in differ or seed in others]
    return found, [*others, *again]


def _tasks(work: _Work) -> list[Task]:
    asked = work.asked
    if math.isinf(asked.within_seconds):
        return planned(work.seeds, work.again, work.controls, asked.seeds, whole=asked.whole)
    return hurried(work.seeds, work.again, asked.seeds, whole=asked.whole)


def _prove(work: _Work) -> record.Record:
    """Prove in lanes; an interruption ends the runs of all of them first."""
    asked = work.asked
    ledger = Ledger(asked.seeds, work.again, asked.seeds >= AGREEING, _progress(asked))
    ledger.recall(work.seeds, work.controls)
    if ledger.settled:
        print(f"going on with a run that was stopped: {ledger.settled} are settled", flush=True)
    tasks = _tasks(work)
    total, begun = len(work.seeds) + len(work.controls), ledger.elapsed

    def tell(said: str) -> None:
        print(f"[{ledger.elapsed:5.0f} s, {ledger.settled}/{total}] {said}", flush=True)

    def do(task: Task) -> Iterable[Task]:
        if ledger.elapsed - begun > asked.within_seconds:
            lanes.drop()
            return []
        return done(task, ledger, tell, whole=asked.whole)

    lanes = Lanes(tasks, do)
    try:
        lanes.run(asked.lanes)
    except BaseException:
        end_all(_ENDS_SECONDS)
        lanes.join(3.0)
        raise
    ledger.done.left = [seed.id for seed in work.seeds if ledger.is_open(seed.id)]
    _close(ledger)
    return ledger.done


def _progress(asked: argparse.Namespace) -> Progress | None:
    """Return the progress of a whole run; of another one nothing is kept but the lock."""
    if _partial(asked):
        return None
    progress = Progress(state_of(asked.seeds, asked.whole, asked.target))
    progress.open(afresh=asked.afresh)
    return progress


def _close(ledger: Ledger) -> None:
    """End the run, unless something is left to do: then the next run does that."""
    errors = any(proof.judged.outcome is Outcome.ERROR for proof in ledger.done.defects)
    if ledger.progress and not (ledger.done.left or errors):
        ledger.progress.close()


def _listed(chosen: list[Seed]) -> str:
    return ", ".join(seed.id for seed in chosen) or "none"


def _today() -> dt.date:
    return dt.datetime.now(dt.UTC).date()


def _interrupt(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
