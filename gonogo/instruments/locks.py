"""File locks between processes: they end with their process, say who holds them, and end a wait."""

from __future__ import annotations

import fcntl
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from gonogo.instruments.holders import Holder, holders, sign
from gonogo.instruments.waits import Wait, WaitTimeout

WITHIN_A_RUN_SECONDS = 1800.0
"""What a process of a run may take with what the others wait for: several experiments may wait before it."""

UNSAID_SECONDS = 60.0
"""Patience with a holder that does not say until when, that is stopped, or that is later than it said."""

AT_MOST_SECONDS = 3600.0
_TOLD_AFTER_SECONDS = 1.0

Tell = Callable[[str], None]


class LockHeldError(Exception):
    """Somebody held a lock for longer than anybody waits; the text says who."""


@contextmanager
def locked(
    path: Path, *, shared: bool = False, seconds: float = WITHIN_A_RUN_SECONDS, tell: Tell = lambda _: None
) -> Iterator[None]:
    """Hold the lock, alone or with others; ``seconds`` is how long this holder may need it. LockHeldError."""
    with path.open("a+", encoding="utf-8") as handle:
        _take(handle, path, shared=shared, tell=tell)
        sign(handle, time.time() + seconds, alone=not shared)
        yield


@contextmanager
def machine(
    *, alone: bool = False, seconds: float = WITHIN_A_RUN_SECONDS, tell: Tell = lambda _: None
) -> Iterator[None]:
    """Use this machine beside other runs of this user, or alone: a measurement needs its quiet.

    Whoever waits to be alone stops newcomers at a turnstile, so that it comes to its turn. LockHeldError.
    """
    path = _lock_file("machine")
    with path.open("a+", encoding="utf-8") as lock:
        with locked(_lock_file("turnstile"), shared=not alone, seconds=AT_MOST_SECONDS, tell=tell):
            _take(lock, path, shared=not alone, tell=tell)
        sign(lock, time.time() + seconds, alone=alone)
        yield


def _take(handle: IO[str], path: Path, *, shared: bool, tell: Tell) -> None:
    kind = (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB
    patience = _Patience(path, tell)

    def taken() -> bool:
        try:
            fcntl.flock(handle, kind)
        except BlockingIOError:
            patience.spend()
            return False
        return True

    if taken():
        return
    try:
        Wait(f"the lock {path}", AT_MOST_SECONDS, 0.02).until(taken)
    except WaitTimeout:
        raise LockHeldError(f"{patience.who} is held; waited {AT_MOST_SECONDS:g} s") from None


class _Patience:
    """With holders that change, or that said until when they need it, one waits; with others not for long."""

    def __init__(self, path: Path, tell: Tell) -> None:
        self._path, self._tell, self._told = path, tell, ""
        self._begun = self._changed = time.monotonic()
        self._seen: list[Holder] = []

    @property
    def who(self) -> str:
        """Name the lock and those who hold it."""
        said = " and by ".join(holder.sentence for holder in self._seen)
        return f"the lock {self._path} is held by {said or 'somebody who cannot be seen from here'}"

    def spend(self) -> None:
        """Look who holds it; say so where that is news; LockHeldError where that has lasted too long."""
        now, found = time.monotonic(), holders(self._path)
        if found != self._seen:
            self._seen, self._changed = found, now
        if now - self._begun > _TOLD_AFTER_SECONDS and self.who != self._told:
            self._told = self.who
            self._tell(f"waiting: {self.who}")
        said = max((h.until - time.time() for h in found if not h.stopped), default=0.0)
        if said <= 0 and now - self._changed > UNSAID_SECONDS:
            raise LockHeldError(f"{self.who}; waited {now - self._begun:.0f} s for it")


def _lock_file(name: str) -> Path:
    return Path(tempfile.gettempdir()) / f"gonogo-{name}-{os.getuid()}.lock"
