"""How far a load is, told while it runs: a line of JSON each half second, to whoever started the recorder."""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Thread
from time import perf_counter
from typing import Protocol

from gonogo.loadtests.codec import CodecError, decode, encode

VARIABLE = "GONOGO_LOAD_PROGRESS"
"""Names the descriptor that a recorder writes its lines to; it tells nothing where it is not set."""

EVERY_SECONDS = 0.5
_JOIN_SECONDS = 2.0


@dataclass(frozen=True, kw_only=True)
class Progress:
    """What is known of the window that counts; seconds below 0 are those of the warm-up.

    `failed` of `finished` had no expected answer. Quantiles run from the intended start, and are 0 of none.
    """

    elapsed_seconds: float
    duration_seconds: float
    planned: int
    sent: int
    dropped: int
    finished: int
    failed: int
    p50_seconds: float
    p95_seconds: float
    p99_seconds: float


Watch = Callable[[Progress], None]


class Measured(Protocol):
    """What knows how far a load is."""

    def progress(self) -> Progress:
        """How far it is now."""


class Teller:
    """Writes a line from time to time; what nobody reads in time is lost, for a load waits for nobody."""

    def __init__(self, measured: Measured, descriptor: int) -> None:
        os.set_blocking(descriptor, False)
        self._measured, self._descriptor = measured, descriptor
        self._told_at = perf_counter()

    def tell(self, *, now: bool = False) -> None:
        """Tell how far it is, if it is time to."""
        moment = perf_counter()
        if not now and moment - self._told_at < EVERY_SECONDS:
            return
        self._told_at = moment
        line = json.dumps(encode(self._measured.progress())) + "\n"
        with suppress(BlockingIOError, BrokenPipeError):
            os.write(self._descriptor, line.encode())


def teller_of(measured: Measured) -> Teller | None:
    """Whoever started this process may want to be told."""
    descriptor = os.environ.get(VARIABLE, "")
    return Teller(measured, int(descriptor)) if descriptor.isdecimal() else None


@contextmanager
def told(watch: Watch | None) -> Iterator[tuple[int, ...]]:
    """Call `watch` with each line, in a thread; yields the descriptor to hand on, if anybody watches."""
    if watch is None:
        yield ()
        return
    read_end, write_end = os.pipe()
    reader = Thread(target=_read, args=(read_end, watch), daemon=True, name="load progress")
    reader.start()
    try:
        yield (write_end,)
    finally:
        os.close(write_end)
        reader.join(_JOIN_SECONDS)


def _read(descriptor: int, watch: Watch) -> None:
    with os.fdopen(descriptor, encoding="utf-8") as lines:
        for line in lines:
            with suppress(ValueError, CodecError):  # half a line of a recorder that was killed
                watch(decode(Progress, json.loads(line), "progress"))
