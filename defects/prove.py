"""Prove the gate on bad releases and their benign twins: `python -m defects.prove`.

Exit status 0: every defect caught, every twin and control GO. 1: not so. 2: usage. 130: interrupted.
"""

from __future__ import annotations

import argparse
import datetime as dt
import signal
import sys
import time
from collections.abc import Sequence
from types import FrameType
from typing import NoReturn

from defects import lock, record
from defects.catalogue import BrokenSeedError, Seed, seeds
from defects.judge import Outcome
from defects.proving import prove_control, prove_defect, prove_twin
from defects.seed import Place, Twin
from defects.selection import changed, eighth, named

AGREEING = 3
"""So many seed numbers have to agree before a proof enters the lock."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Choose, prove, report."""
    asked = _parser().parse_args(arguments)
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        chosen = _choose(asked)
    except (ValueError, BrokenSeedError) as wrong:
        print(wrong, file=sys.stderr)
        return 2
    controls: list[Place] = [] if _partial(asked) else sorted({seed.target for seed in chosen})
    if not chosen:
        print("nothing to prove: the lock holds every seed as it is now")
        return 0
    try:
        done = _prove(chosen, controls, asked.seeds)
    except KeyboardInterrupt:
        print("interrupted; what was proven until here is in the lock", file=sys.stderr)
        return 130
    print(record.table(done))
    return 0 if done.good else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m defects.prove", description=__doc__)
    parser.add_argument("--changed", action="store_true", help="only what differs from the lock")
    parser.add_argument("--eighth", action="store_true", help="what differs, and an eighth of the others")
    parser.add_argument("--only", nargs="+", metavar="ID", help="only these, by id or its beginning")
    parser.add_argument("--seeds", type=int, default=AGREEING, help="seed numbers for each defect")
    parser.add_argument("--target", choices=("local", "compose"), help="only those that run there")
    return parser


def _partial(asked: argparse.Namespace) -> bool:
    return bool(asked.changed or asked.eighth or asked.only)


def _choose(asked: argparse.Namespace) -> list[Seed]:
    """Return the seeds to prove, the quick ones first."""
    if asked.seeds < 1:
        raise ValueError(f"--seeds {asked.seeds}: at least 1")
    found = named(seeds(), asked.only) if asked.only else list(seeds())
    found = [seed for seed in found if asked.target in (None, seed.target)]
    if asked.changed or asked.eighth:
        differ = changed(found, lock.read())
        others = eighth([s for s in found if s not in differ], _today()) if asked.eighth else []
        print(f"differ from the lock: {_listed(differ)}")
        if asked.eighth:
            print(f"an eighth of the others, for {_today()}: {_listed(others)}")
        found = [seed for seed in found if seed in differ or seed in others]
    return sorted(found, key=lambda seed: seed.target != "local")


def _prove(chosen: list[Seed], controls: list[Place], count: int) -> record.Record:
    began, done = time.monotonic(), record.Record()
    total = len(chosen) + len(controls)

    def tell(said: str) -> None:
        place = len(done.defects) + len(done.twins) + len(done.controls) + 1
        print(f"[{time.monotonic() - began:5.0f} s, {place}/{total}] {said}", flush=True)

    for target in controls:
        done.controls.append(prove_control(target, tell))
    for seed in chosen:
        if isinstance(seed.declared, Twin):
            done.twins.append(twin := prove_twin(seed, tell))
            proven = twin.clean
        else:
            done.defects.append(defect := prove_defect(seed, count, tell))
            proven = defect.judged.outcome is Outcome.CAUGHT
        if count >= AGREEING:
            record.update_lock(seed, proven=proven, known=seeds())
        record.write_proof(done)
    return done


def _listed(chosen: list[Seed]) -> str:
    return ", ".join(seed.id for seed in chosen) or "none"


def _today() -> dt.date:
    return dt.datetime.now(dt.UTC).date()


def _interrupt(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
