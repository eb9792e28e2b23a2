"""Sweeps a run whose controller died without a word: killed, out of memory, crashed.

The watchdog is a process in a session of its own that reads a pipe. Only the controller holds its write end,
so that the end of the controller, whatever its cause, is the end of the pipe.
"""

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from gonogo.cleanup.watch import DONE
from gonogo.home import HOME
from gonogo.run_id import VARIABLE

OWN_PYTHON = ("-E", "-S", "-B")
"""The standard library alone, whatever the environment says: it must start when all else is broken."""

DISMISS_SECONDS = 5.0


class Watchdog:
    """Held by the controller; `dismiss` it when the teardown is complete, and only then."""

    def __init__(self, process: subprocess.Popen[bytes], pipe: int) -> None:
        self._process = process
        self._pipe: int | None = pipe
        # A child that is forked without exec would keep the pipe open after the controller's death.
        os.register_at_fork(after_in_child=self._close)

    @property
    def pid(self) -> int:
        """Process id of the watchdog."""
        return self._process.pid

    def dismiss(self) -> None:
        """Send the watchdog home without a sweep; a second call does nothing."""
        if self._pipe is None:
            return
        with suppress(BrokenPipeError):  # somebody killed it: there is nobody to send home
            os.write(self._pipe, DONE)
        self._close()
        try:
            self._process.wait(DISMISS_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _close(self) -> None:
        if self._pipe is not None:
            os.close(self._pipe)
            self._pipe = None


def start(run_id: str, log_path: Path | None = None, kills_after_seconds: float | None = None) -> Watchdog:
    """Start a watchdog over `run_id`; it appends what it swept to `log_path`.

    After so many seconds it kills a controller that no signal reaches, as where a pattern backtracks in C.
    """
    read_end, write_end = os.pipe()
    after = [] if kills_after_seconds is None else [f"{kills_after_seconds:g}"]
    environment = {key: value for key, value in os.environ.items() if key != VARIABLE}
    try:
        with (log_path or Path(os.devnull)).open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, *OWN_PYTHON, "-m", "gonogo.cleanup.watch", run_id, *after],
                stdin=read_end,
                stdout=log,
                stderr=log,
                cwd=HOME,
                env=environment,
                start_new_session=True,
            )
    except BaseException:
        os.close(write_end)
        raise
    finally:
        os.close(read_end)
    return Watchdog(process, write_end)
