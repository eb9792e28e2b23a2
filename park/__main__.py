"""`make park`, `python -m park [NAME…]`: servers and applications of others, each under a contract.

Its own contract gives the committed verdict, and refuses its altered twin or bad variants by the committed
rules; a drafted contract is tried as well. A stack takes minutes, so that `--third` leaves it out. Exit
status 1: something is not as committed; 3: something could not be tried; 4: usage.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from gonogo.cleanup.signals import Terminated, raise_on_sigterm
from park import children, place, result
from park.application import Application
from park.applications import APPLICATIONS
from park.installing import lacking, lacks
from park.server import Server
from park.servers import SERVERS
from park.third import commits, third
from park.trial import Trial, try_out

ALL: tuple[Server | Application, ...] = (*SERVERS, *APPLICATIONS)
AT_ONCE = 2
INTERRUPTED = 2
USAGE = 4


def main(words: list[str]) -> int:
    """Choose, install, try, tell."""
    chosen, only_fetch = _chosen(words)
    if only_fetch:
        with raise_on_sigterm():
            return _fetched(_reasons(chosen))
    place.RESULT.unlink(missing_ok=True)
    with raise_on_sigterm():
        trials = _trials(chosen, _reasons(chosen))
    result.write(trials, place.RESULT)
    print(result.table(trials))
    return result.status(trials)


def _reasons(chosen: Sequence[Server | Application]) -> dict[str, str]:
    """Have what they need; why one cannot be tried, by name."""
    away = lacking(dict.fromkeys(each.origin for each in chosen if isinstance(each, Server)))
    found = {each.name: lacks(each) for each in chosen if isinstance(each, Application)}
    servers = (each for each in chosen if isinstance(each, Server) and each.origin in away)
    return found | {each.name: f"{each.origin.value}: {away[each.origin]}" for each in servers}


def _fetched(reasons: dict[str, str]) -> int:
    """Say what could not be had."""
    held = {name: reason for name, reason in reasons.items() if reason}
    print("\n".join([*(f"HOLD: {name}: {reason}" for name, reason in held.items()), "fetched"]))
    return result.HELD if held else result.GOOD


def _chosen(words: list[str]) -> tuple[Sequence[Server | Application], bool]:
    parser = argparse.ArgumentParser(
        prog="python -m park", description="Try servers and applications of others."
    )
    parser.add_argument("name", nargs="*", help="only these")
    parser.add_argument(
        "--third",
        action="store_true",
        help="a third, by the number of commits; no stack, which takes minutes",
    )
    parser.add_argument("--fetch", action="store_true", help="only install what these need, and try nothing")
    asked = parser.parse_args(words)
    if unknown := sorted(set(asked.name) - {each.name for each in ALL}):
        known = ", ".join(each.name for each in ALL)
        parser.exit(USAGE, f"{parser.prog}: no such server: {', '.join(unknown)}; there are {known}\n")
    named = [each for each in ALL if not asked.name or each.name in asked.name]
    if asked.third:
        named = third([each for each in named if not _is_stack(each)], commits())
    return named, asked.fetch


def _is_stack(each: Server | Application) -> bool:
    return isinstance(each, Application) and each.is_stack


def _trials(chosen: Sequence[Server | Application], reasons: dict[str, str]) -> list[Trial]:
    """Try them two at a time, and then the stacks, one by one, since each is measured."""
    quick = [each for each in chosen if not _is_stack(each)]
    quick.sort(key=lambda each: not (isinstance(each, Server) and each.takes_long))
    stacks = [each for each in chosen if _is_stack(each)]
    return [*_at_once(AT_ONCE, quick, reasons), *_at_once(1, stacks, reasons)]


def _at_once(count: int, chosen: Sequence[Server | Application], reasons: dict[str, str]) -> list[Trial]:
    """Try some at a time; whatever ends this ends what it started as well."""
    with ThreadPoolExecutor(count) as pool:
        begun = [pool.submit(_tried, each, reasons) for each in chosen]
        try:
            return [trial.result() for trial in begun]
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            children.end_all()
            raise


def _tried(server: Server | Application, reasons: dict[str, str]) -> Trial:
    reason = reasons.get(server.name)
    trial = Trial(server, held=reason) if reason else try_out(server)
    print(f"{server.name}: {trial.held or trial.own.verdict} ({trial.seconds:g} s)", flush=True)
    return trial


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Terminated as ended:
        sys.exit(ended.exit_status)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
