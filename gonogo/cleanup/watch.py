"""The watchdog's own program, with the controller's pipe on stdin: `watch.py RUN [SECONDS]`."""

import math
import os
import select
import signal
import sys
import time
from contextlib import suppress

DONE = b"done"
IGNORED = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
SOON_SECONDS = 10.0
"""Most runs of smoke are over by then, and need nothing of what sweeps. Long runs have it from then on: at
their end its files may be others."""


def main(run_id: str, seconds: str = "") -> int:
    """Wait for the end of the pipe; sweep unless the controller said that it is done.

    Where that lasts longer than so many seconds, the controller is killed.
    """
    for number in IGNORED:  # what ends the controller must not end its watchdog
        signal.signal(number, lambda *_: None)
    began = time.monotonic()
    ends = began + float(seconds or math.inf)
    if not _heard_by(min(ends, began + SOON_SECONDS)):
        _load()
        if not _heard_by(ends):
            _kill(run_id)
    return 0 if _last_words() == DONE else _sweep(run_id)


def _heard_by(moment: float) -> bool:
    """Whether the controller speaks or ends before a moment, which may never come."""
    left = None if math.isinf(moment) else max(0.0, moment - time.monotonic())
    return bool(select.select([sys.stdin], [], [], left)[0])


def _load() -> None:
    from gonogo.cleanup import report, sweep  # noqa: F401, PLC0415 - most runs are over before


def _sweep(run_id: str) -> int:
    from gonogo.cleanup.report import sentences  # noqa: PLC0415 - as above
    from gonogo.cleanup.sweep import sweep_run  # noqa: PLC0415 - as above
    from gonogo.run_id import RUN_ID  # noqa: PLC0415 - as above

    if RUN_ID.fullmatch(run_id) is None:
        raise SystemExit(f"usage: python -m gonogo.cleanup.watch <run id>; {run_id!r} is none")
    swept = sweep_run(run_id)
    print(f"The controller of run {run_id} died.", *sentences(swept), sep="\n", flush=True)
    return 1 if swept.remaining or swept.problem else 0


def _kill(run_id: str) -> None:
    """End a controller that did not end by itself; its verdict has been a HOLD since it began."""
    from gonogo.run_id import is_alive, pid_of  # noqa: PLC0415 - as above

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
