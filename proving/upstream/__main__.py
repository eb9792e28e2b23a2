"""`make prove-upstream`, `python -m proving.upstream [ID…]`: real releases with a fault, and mended ones.

What the lock holds as everything is now is not tried again: a run that was stopped goes on where it was.

Exit status 0: no pair does worse than the lock says, and one that it does not hold is caught. 1: not so, or
one that has changed was left for want of time. 2: usage. 3: something could not be had. 130: interrupted.
"""

from __future__ import annotations

import argparse
import datetime as dt
import math
import signal
import sys
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from types import FrameType
from typing import NoReturn

from proving.children import end_all
from proving.upstream import result
from proving.upstream.entries import BrokenPairError, Pair, Release, named, read_all
from proving.upstream.ledger import Ledger
from proving.upstream.releases import lacking
from proving.upstream.selection import changed, tenth
from proving.upstream.trial import try_out

GOOD, WORSE, HELD = 0, 1, 3
LANES = 3
INSTALLERS = 4
"""So many releases at a time are fetched, which waits for a registry for the most part."""
_ENDS_SECONDS = 8.0
"""So long a signal leaves what runs to remove what it started; its own watchdog does it after that."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Choose, install, try, tell."""
    for number in (signal.SIGTERM, signal.SIGINT):  # what a shell starts in the background ignores SIGINT
        signal.signal(number, _interrupt)
    asked = _parser().parse_args(arguments)
    try:
        run = _chosen(asked)
    except (ValueError, BrokenPairError) as wrong:
        print(wrong, file=sys.stderr)
        return 2
    if not run.chosen:
        print("nothing to try: the lock holds each pair as it is now")
    try:
        if asked.fetch:
            return _fetch_all(run)
        _try_all(run)
    except KeyboardInterrupt:
        print("interrupted; what was tried until here is in the lock", file=sys.stderr)
        return 130
    return _told(run)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m proving.upstream", description=__doc__)
    parser.add_argument("id", nargs="*", help="only these pairs, whatever the lock holds")
    parser.add_argument("--changed", action="store_true", help="only what differs from the lock")
    parser.add_argument("--tenth", action="store_true", help="what differs, and a tenth of the others")
    parser.add_argument("--afresh", action="store_true", help="all of them, whatever the lock holds")
    parser.add_argument("--fetch", action="store_true", help="only install what these need, and try nothing")
    parser.add_argument(
        "--within-seconds",
        type=float,
        default=math.inf,
        help="begin no pair that would not be over by then; what has changed and is left fails",
    )
    return parser


def _chosen(asked: argparse.Namespace) -> Ledger:
    pairs, lock = named(read_all(), asked.id), result.read_lock()
    if asked.id or asked.afresh:
        return Ledger(pairs, pairs, asked.within_seconds)
    chosen, spare = changed(pairs, lock), list[Pair]()
    if asked.tenth:
        spare = tenth([pair for pair in pairs if pair not in chosen], dt.datetime.now(dt.UTC).date())
    shown = [*chosen, *spare] if asked.changed or asked.tenth else pairs
    known = frozenset(pair.id for pair in spare)
    return Ledger([*chosen, *spare], shown, asked.within_seconds, spare=known)


def _try_all(run: Ledger) -> None:
    """Install ahead of the lanes that try; whatever ends this ends what it started as well."""
    with ThreadPoolExecutor(INSTALLERS) as installer, ThreadPoolExecutor(LANES) as lanes:
        installed = {
            pair.id: {r.label: installer.submit(lacking, pair, r) for r in pair.releases}
            for pair in run.chosen
        }
        try:
            begun = [lanes.submit(_try_one, run, pair, installed[pair.id]) for pair in run.chosen]
            for one in begun:
                one.result()
        except BaseException:
            for pool in (installer, lanes):
                pool.shutdown(wait=False, cancel_futures=True)
            end_all(_ENDS_SECONDS)
            raise
        finally:
            installer.shutdown(wait=False, cancel_futures=True)


def _fetch_all(run: Ledger) -> int:
    """Install what would be tried, and name what cannot be had; whoever tries it then waits for nobody."""
    wanted = [(pair, release) for pair in run.chosen for release in pair.releases]
    with ThreadPoolExecutor(INSTALLERS) as installer:
        try:
            held = [reason for reason in installer.map(lambda one: lacking(*one), wanted) if reason]
        except BaseException:
            installer.shutdown(wait=False, cancel_futures=True)
            end_all(_ENDS_SECONDS)
            raise
    print("\n".join([*(f"HOLD: {reason}" for reason in held), f"fetched what {len(run.chosen)} pairs need"]))
    return HELD if held else GOOD


def _try_one(run: Ledger, pair: Pair, installed: dict[str, Future[str]]) -> None:
    def reason(release: Release) -> str:
        return installed[release.label].result()

    if run.late(pair):
        run.left.append(pair.id)
        return
    run.settle(try_out(pair, reason))


def _told(run: Ledger) -> int:
    """Show what became of the pairs, and return the exit status."""
    result.write(run.results())
    print("\n".join([result.table(run.results()), *run.complaints()]))
    if run.worse or run.missing:
        return WORSE
    return HELD if run.held else GOOD


def _interrupt(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
