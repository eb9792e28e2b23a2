"""`make park`, `python -m park [NAME…] [--third]`: servers that nobody here wrote, each under a contract.

A server's own contract gives the committed verdict, and refuses its altered twin by the committed rule; a
drafted contract is tried as well. Exit status 1: something is not as committed; 3: something could not be
tried; 4: usage.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from gonogo.cleanup.signals import Terminated, raise_on_sigterm
from park import children, place, result
from park.installing import lacking
from park.server import Origin, Server
from park.servers import SERVERS
from park.third import commits, third
from park.trial import Trial, try_out

AT_ONCE = 2
INTERRUPTED = 2
USAGE = 4


def main(words: list[str]) -> int:
    """Choose, install, try, tell."""
    chosen = _chosen(words)
    place.RESULT.unlink(missing_ok=True)
    with raise_on_sigterm():
        trials = _trials(chosen, lacking(dict.fromkeys(server.origin for server in chosen)))
    result.write(trials, place.RESULT)
    print(result.table(trials))
    return result.status(trials)


def _chosen(words: list[str]) -> Sequence[Server]:
    parser = argparse.ArgumentParser(prog="python -m park", description="Try servers that nobody here wrote.")
    parser.add_argument("name", nargs="*", help="only these servers")
    parser.add_argument("--third", action="store_true", help="a third of them, by the number of commits")
    asked = parser.parse_args(words)
    if unknown := sorted(set(asked.name) - {server.name for server in SERVERS}):
        known = ", ".join(server.name for server in SERVERS)
        parser.exit(USAGE, f"{parser.prog}: no such server: {', '.join(unknown)}; there are {known}\n")
    named = [server for server in SERVERS if not asked.name or server.name in asked.name]
    return third(named, commits()) if asked.third else named


def _trials(chosen: Sequence[Server], lacks: dict[Origin, str]) -> list[Trial]:
    """Try them two at a time; whatever ends this ends what it started as well."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        begun = [pool.submit(_tried, server, lacks) for server in chosen]
        try:
            return [trial.result() for trial in begun]
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            children.end_all()
            raise


def _tried(server: Server, lacks: dict[Origin, str]) -> Trial:
    reason = lacks.get(server.origin)
    trial = Trial(server, held=f"{server.origin.value}: {reason}") if reason else try_out(server)
    print(f"{server.name}: {trial.held or trial.own.verdict} ({trial.seconds:g} s)", flush=True)
    return trial


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Terminated as ended:
        sys.exit(ended.exit_status)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
