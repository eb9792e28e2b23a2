"""What later parts of `make test` wait for: the engine, the images, other people's releases and servers.

One after the other: both install Debian's packages, and two at once keep each other from it.
"""

from __future__ import annotations

import signal
import subprocess
import sys

from deploy.setup.commands import ROOT, environment

SET_UP = ("-m", "deploy.setup", "--target=compose")
FETCHES = (
    (("-m", "proving.upstream", "--changed", "--tenth", "--fetch"), 180.0),
    (("-m", "park", "--third", "--fetch"), 120.0),
)
"""Each with its seconds: what is not there by then is fetched when it is tried."""
LATE = 124
"""The exit status of what was ended for that, as timeout(1) has it."""


def main() -> int:
    """Set up, then fetch, whose failure is told where it matters. Returns the set-up's exit status."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # whoever ends this ends what it runs
    status = _run(SET_UP)
    if status == 0:
        for fetch, seconds in FETCHES:
            _run(fetch, seconds)
    return status


def _run(arguments: tuple[str, ...], seconds: float | None = None) -> int:
    """Run one to its end, or tell it to end after so many seconds; returns its exit status."""
    with subprocess.Popen([sys.executable, *arguments], cwd=ROOT, env=environment()) as process:
        try:
            return process.wait(seconds)
        except subprocess.TimeoutExpired:
            return LATE
        finally:
            process.terminate()
            process.wait()


if __name__ == "__main__":
    sys.exit(main())
