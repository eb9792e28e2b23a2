"""How far a load is, for whoever waits: one line that is refreshed, or a line now and then in a log."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Mapping
from typing import TextIO

from gonogo.cli.said import shown
from gonogo.loadtests.progress import Progress
from gonogo.reports.text import visible

_LINE_SECONDS = 5.0
_CLEAR = "\r\x1b[K"


def refreshes(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Whether a line may be replaced: a terminal that nobody asked to stay plain."""
    return stream.isatty() and not environment.get("NO_COLOR") and environment.get("TERM") != "dumb"


class Live:
    """Shows what a recorder tells, from the thread that hears it."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._refreshes = refreshes(stream, os.environ)
        self._shown_at = time.monotonic()
        self._holds_a_line = False
        self._lock = threading.Lock()

    def __call__(self, progress: Progress) -> None:
        """Show a progress, in a log not each of them."""
        now = time.monotonic()
        with self._lock:
            if self._refreshes:
                self._write(_CLEAR + told(progress)[: self._columns()])
                self._holds_a_line = True
            elif now - self._shown_at >= _LINE_SECONDS:
                self._shown_at = now
                self._write(told(progress) + "\n")

    def say(self, sentence: str) -> None:
        """Write a sentence on a line of its own."""
        with self._lock:
            self._write(f"{self._end()}{shown(visible(sentence), self._stream)}\n")

    def end(self) -> None:
        """Take the refreshed line away: what follows says more."""
        with self._lock:
            self._write(self._end())

    def _end(self) -> str:
        held, self._holds_a_line = self._holds_a_line, False
        return _CLEAR if held else ""

    def _columns(self) -> int:
        return max(20, shutil.get_terminal_size().columns - 1)

    def _write(self, text: str) -> None:
        try:
            self._stream.write(text)
            self._stream.flush()
        except OSError:  # nobody reads any more; the load goes on to its end
            return


def told(progress: Progress) -> str:
    """Say a progress in 80 columns: what is sent of what is planned, quantiles, failures, time left."""
    left = progress.duration_seconds - progress.elapsed_seconds
    if progress.elapsed_seconds < 0:
        return f"warm-up, {-progress.elapsed_seconds:.0f} s more"
    seconds = min(progress.elapsed_seconds, progress.duration_seconds)
    rate = f"{progress.sent / seconds:.1f}" if seconds >= 1 else "-"  # the first arrival is due at once
    planned = progress.planned / progress.duration_seconds
    quantiles = (progress.p50_seconds, progress.p95_seconds, progress.p99_seconds)
    p50, p95, p99 = (milliseconds(each) for each in quantiles)
    ending = f"{left:.0f} s left" if left > 0 else "waiting for the last answers"
    dropped = f", {progress.dropped} dropped" if progress.dropped else ""
    return (
        f"{rate} of {planned:.1f}/s, p50 {p50} p95 {p95} p99 {p99} ms, "
        f"{progress.failed} failed{dropped}, {ending}"
    )


def milliseconds(seconds: float) -> str:
    """Say a duration in milliseconds, with a digit behind the point below ten."""
    value = seconds * 1000
    return f"{value:.1f}" if value < 9.95 else f"{value:.0f}"
