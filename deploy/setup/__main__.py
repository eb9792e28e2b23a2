"""Set up what this machine lacks for a target. Exit status 1, with the reason, when that cannot be done."""

from __future__ import annotations

import argparse
import fcntl
import os
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from deploy.setup import base, engine, images, launcher, packages, plugin
from deploy.setup.steps import SetupError, Step, run_all, say

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGES = (Step("packages", packages.install), Step("command", launcher.provide))
STACK = (
    Step("engine", engine.provide),
    Step("compose", plugin.provide),
    Step("base", base.provide),
    Step("images", images.provide),
)


def steps_for(target: str) -> tuple[Step, ...]:
    """What a target needs: an engine and images only where we start containers."""
    return (*PACKAGES, *STACK) if target == "compose" else PACKAGES


@contextmanager
def alone() -> Iterator[None]:
    """Hold this user's set-up lock: two at once would install and build the same things."""
    path = Path(tempfile.gettempdir()) / f"gonogo-setup-{os.getuid()}.lock"
    with path.open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("set-up", "another one is at work on this machine; waiting for it")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def main() -> int:
    """Run the steps that the target needs."""
    parser = argparse.ArgumentParser(prog="python -m deploy.setup", description=__doc__)
    parser.add_argument("--target", default="compose", help="what the run will verify: compose, local, a URL")
    target = parser.parse_args().target
    try:
        with alone():
            run_all(steps_for(target))
    except SetupError as problem:
        say("failed", str(problem))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
