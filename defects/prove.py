"""Prove the gate on bad releases and their benign twins: `python -m defects.prove`.

Exit status 0: every defect caught, every twin and control GO. 1: not so. 2: usage. 130: interrupted.
"""

from __future__ import annotations

import argparse
import datetime as dt
import math
import signal
import sys
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from types import FrameType
from typing import NoReturn

from defects import lock, record
from defects.catalogue import BrokenSeedError, Seed, seeds
from defects.gate import end_all
from defects.judge import Outcome
from defects.proving import CleanProof, DefectProof, Tell, prove_control, prove_defect, prove_twin
from defects.seed import Place, Twin
from defects.selection import changed, eighth, named

AGREEING = 3
"""So many seed numbers have to agree before a proof enters the lock."""
LANES = 3
"""So many seeds at a time: most of a run is waiting, and a measurement has the machine for itself."""


@dataclass(frozen=True)
class _Work:
    """What to prove: ``again`` are seeds that the lock holds, for which one number is enough."""

    seeds: list[Seed]
    again: list[Seed]
    controls: list[Place]
    count: int
    whole: bool
    within_seconds: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Choose, prove, report."""
    asked = _parser().parse_args(arguments)
    signal.signal(signal.SIGTERM, _interrupt)
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
        done = _prove(
            _Work(chosen, again, controls, asked.seeds, asked.whole, asked.within_seconds), asked.lanes
        )
    except KeyboardInterrupt:
        print("interrupted; what was proven until here is in the lock", file=sys.stderr)
        return 130
    print(record.table(done))
    return 0 if done.good else 1


def _positive(text: str) -> float:
    if not (value := float(text)) > 0:
        raise ValueError(text)
    return value


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m defects.prove", description=__doc__)
    parser.add_argument("--changed", action="store_true", help="only what differs from the lock")
    parser.add_argument("--eighth", action="store_true", help="what differs, and an eighth of the others")
    parser.add_argument("--only", nargs="+", metavar="ID", help="only these, by id or its beginning")
    parser.add_argument("--seeds", type=int, default=AGREEING, help="seed numbers for each defect")
    parser.add_argument("--whole", action="store_true", help="judge each first number by every rule")
    parser.add_argument(
        "--within-seconds", type=_positive, default=math.inf, help="begin no seed later; what is left fails"
    )
    parser.add_argument("--lanes", type=int, default=LANES, help="seeds at a time; measurements are alone")
    parser.add_argument("--target", choices=("local", "compose"), help="only those that run there")
    return parser


def _partial(asked: argparse.Namespace) -> bool:
    return bool(asked.changed or asked.eighth or asked.only)


def _choose(asked: argparse.Namespace) -> tuple[list[Seed], list[Seed]]:
    """Return the seeds to prove, and those among them that are proven."""
    for option in ("seeds", "lanes"):
        if getattr(asked, option) < 1:
            raise ValueError(f"--{option} {getattr(asked, option)}: at least 1")
    others: list[Seed] = []
    found = named(seeds(), asked.only) if asked.only else list(seeds())
    found = [seed for seed in found if asked.target in (None, seed.target)]
    if asked.changed or asked.eighth:
        differ = changed(found, lock.read())
        if asked.eighth:
            others = eighth([s for s in found if s not in differ], _today())
        print(f"differ from the lock: {_listed(differ)}")
        if asked.eighth:
            print(f"an eighth of the others, for {_today()}: {_listed(others)}")
        found = [seed for seed in found if seed in differ or seed in others]
    return _mixed(found), others


def _mixed(found: list[Seed]) -> list[Seed]:
    """Spread those on compose, which mostly wait, evenly among those that keep the processor busy."""
    places: list[tuple[float, Seed]] = []
    for target in ("compose", "local"):
        group = [seed for seed in found if seed.target == target]
        places += [((n + 0.5) / len(group), seed) for n, seed in enumerate(group)]
    return [seed for _, seed in sorted(places, key=lambda place: (place[0], place[1].id))]


def _prove(work: _Work, lanes: int) -> record.Record:
    """Prove in lanes; an interruption ends the runs of all of them first."""
    began, done, turn = time.monotonic(), record.Record(), threading.Lock()
    total = len(work.seeds) + len(work.controls)

    def tell(said: str) -> None:
        place = len(done.defects) + len(done.twins) + len(done.controls) + 1
        print(f"[{time.monotonic() - began:5.0f} s, {place}/{total}] {said}", flush=True)

    def control(target: Place) -> None:
        proof = prove_control(target, tell)
        with turn:
            done.controls.append(proof)

    def one(seed: Seed) -> None:
        if time.monotonic() - began > work.within_seconds:
            done.left.append(seed.id)
            return
        known = seed in work.again
        proof = _proof(seed, work, tell, again=known)
        with turn:
            _note(done, seed, proof, locks=work.count >= AGREEING and not known)

    with ThreadPoolExecutor(lanes) as pool:
        waiting = [
            *(pool.submit(control, t) for t in work.controls),
            *(pool.submit(one, s) for s in work.seeds),
        ]
        try:
            for finished in as_completed(waiting):
                finished.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            end_all()
            raise
    return done


def _proof(seed: Seed, work: _Work, tell: Tell, *, again: bool) -> DefectProof | CleanProof:
    if isinstance(seed.declared, Twin):
        return prove_twin(seed, tell, whole=work.whole)
    return prove_defect(seed, 1 if again else work.count, tell, again=again, whole=work.whole)


def _note(done: record.Record, seed: Seed, proof: DefectProof | CleanProof, *, locks: bool) -> None:
    """Keep a proof; one of enough numbers goes into the lock."""
    if isinstance(proof, DefectProof):
        done.defects.append(proof)
        proven = proof.judged.outcome is Outcome.CAUGHT
    else:
        done.twins.append(proof)
        proven = proof.clean
    if locks:
        record.update_lock(seed, proven=proven, known=seeds())
    record.write_proof(done)


def _listed(chosen: list[Seed]) -> str:
    return ", ".join(seed.id for seed in chosen) or "none"


def _today() -> dt.date:
    return dt.datetime.now(dt.UTC).date()


def _interrupt(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
