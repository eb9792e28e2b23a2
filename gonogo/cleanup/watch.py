"""The watchdog's own program: `python -m gonogo.cleanup.watch <run id>`, the controller's pipe on stdin."""

import os
import signal
import sys

from gonogo.cleanup.report import sentences
from gonogo.cleanup.sweep import sweep_run
from gonogo.cleanup.watchdog import DONE
from gonogo.run_id import RUN_ID

IGNORED = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main(run_id: str) -> int:
    """Wait for the end of the pipe; sweep unless the controller said that it is done."""
    if RUN_ID.fullmatch(run_id) is None:
        raise SystemExit(f"usage: python -m gonogo.cleanup.watch <run id>; {run_id!r} is none")
    for number in IGNORED:  # what ends the controller must not end its watchdog
        signal.signal(number, lambda *_: None)
    if _last_words() == DONE:
        return 0
    swept = sweep_run(run_id)
    print(f"The controller of run {run_id} died.", *sentences(swept), sep="\n", flush=True)
    return 1 if swept.remaining or swept.problem else 0


def _last_words() -> bytes:
    said = b""
    while piece := os.read(sys.stdin.fileno(), 64):
        said += piece
    return said


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2] or [""]))
