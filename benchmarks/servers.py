"""Servers of a benchmark in processes of their own, and the processors that things run on."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from gonogo.home import HOME

PROCESSORS = sorted(os.sched_getaffinity(0))


@contextmanager
def serving(*words: str) -> Iterator[str]:
    """Run a module that prints its port; yields its URL."""
    command = [sys.executable, "-m", *words]
    with subprocess.Popen(command, cwd=HOME, stdout=subprocess.PIPE, text=True) as process:
        try:
            port = process.stdout.readline().strip() if process.stdout else ""
            yield f"http://127.0.0.1:{port}"
        finally:
            process.kill()


@contextmanager
def on_processor(number: int) -> Iterator[None]:
    """Keep this process, and what it starts meanwhile, on one of the processors that it began with."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {PROCESSORS[number]})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)
