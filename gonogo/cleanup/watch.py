"""The watchdog's own program, with the controller's pipe on stdin: `watch.py RUN [SECONDS]`."""

import os
import select
import signal
import sys
from contextlib import suppress

from gonogo.cleanup.report import sentences
from gonogo.cleanup.sweep import sweep_run
from gonogo.cleanup.watchdog import DONE
from gonogo.run_id import RUN_ID, is_alive, pid_of

IGNORED = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main(run_id: str, seconds: str = "") -> int:
    """Wait for the end of the pipe; sweep unless the controller said that it is done.

    Where that lasts longer than so many seconds, the controller is killed.
    """
    if RUN_ID.fullmatch(run_id) is None:
        raise SystemExit(f"usage: python -m gonogo.cleanup.watch <run id>; {run_id!r} is none")
    for number in IGNORED:  # what ends the controller must not end its watchdog
        signal.signal(number, lambda *_: None)
    if seconds and not select.select([sys.stdin], [], [], float(seconds))[0]:
        _kill(run_id)
    if _last_words() == DONE:
        return 0
    swept = sweep_run(run_id)
    print(f"The controller of run {run_id} died.", *sentences(swept), sep="\n", flush=True)
    return 1 if swept.remaining or swept.problem else 0


def _kill(run_id: str) -> None:
    """End a controller that did not end by itself; its verdict has been a HOLD since it began."""
    pid = pid_of(run_id)
    if pid is not None and is_alive(run_id):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def _last_words() -> bytes:
    said = b""
    while piece := os.read(sys.stdin.fileno(), 64):
        said += piece
    return said


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3] or [""]))
