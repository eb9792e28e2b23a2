"""What has become of each pair, in this run and, by the lock, in those before."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from proving.upstream import result
from proving.upstream.entries import Pair


@dataclass
class Ledger:
    """What is known of each pair: from the lock, or tried in this run. All lanes write to it.

    The ``spare`` ones are tried though the lock holds them as they are: none is missed where time is over.
    """

    chosen: list[Pair]
    shown: list[Pair]
    within_seconds: float
    lock: result.Entries = field(default_factory=result.read_lock)
    told: dict[str, dict[str, Any]] = field(default_factory=dict)
    worse: dict[str, str] = field(default_factory=dict)
    held: dict[str, str] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)
    spare: frozenset[str] = frozenset()
    began: float = field(default_factory=time.monotonic)
    _longest_seconds: float = 0.0
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def settle(self, tried: result.Tried) -> None:
        """Keep a result; the lock takes it unless it is worse than what it holds, or no result at all."""
        pair, now = tried.pair, result.document(tried.pair, tried)
        with self._turn:
            before, self.told[pair.id] = self.lock.get(pair.id), now
            self._longest_seconds = max(self._longest_seconds, tried.seconds)
            if tried.held:
                self.held[pair.id] = tried.held
            elif why := result.worse(now, before):
                self.worse[pair.id] = why
            if now["outcome"] != "error" and not (before and pair.id in self.worse):
                self.lock[pair.id] = result.kept(pair, now)
                result.write_lock(self.lock)
            result.write(self.results())
        self._tell(tried)

    def _tell(self, tried: result.Tried) -> None:
        verdicts = ", ".join(f"{one.version} {one.verdict}" for one in (tried.bad, *tried.good))
        became = f"{tried.pair.id}: {tried.judged.outcome.value} ({verdicts})"
        elapsed = time.monotonic() - self.began
        print(f"[{elapsed:5.0f} s, {len(self.told)}/{len(self.chosen)}] {became}", flush=True)

    def results(self) -> list[dict[str, Any]]:
        """Return what is known of the pairs that are shown, in their order."""
        kept = {name: result.without_hashes(entry) for name, entry in self.lock.items()} | self.told
        return [kept[pair.id] for pair in self.shown if pair.id in kept]

    def late(self, pair: Pair) -> bool:
        """Whether a pair would end too late by what it took before, or else by what the longest took."""
        expected: float = self.lock.get(pair.id, {}).get("at_most_seconds", self._longest_seconds)
        return time.monotonic() - self.began + expected > self.within_seconds

    @property
    def missing(self) -> list[str]:
        """What was left for want of time and is not known from before."""
        return [name for name in self.left if name not in self.spare]

    def complaints(self) -> Iterator[str]:
        """Say what is not as it should be, by name."""
        for what, told in (("worse than the lock says", self.worse), ("HOLD", self.held)):
            yield from (f"{what}: {name}: {why}" for name, why in told.items())
        if self.missing:
            yield f"left for want of time: {', '.join(self.missing)}"
        if spared := [name for name in self.left if name in self.spare]:
            yield f"not tried again for want of time, and as the lock says: {', '.join(spared)}"
