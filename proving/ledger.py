"""What has become of each seed number; a seed is settled with its last number, or one that is not caught."""

from __future__ import annotations

import threading
import time
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from gonogo.proofs.seeds import seed_hash
from proving import record
from proving.catalogue import Seed, seeds
from proving.groups import distinct_ordinals
from proving.judge import Judged, Outcome, worst
from proving.progress import Progress
from proving.seed import Place, Twin
from proving.starts import CleanProof, DefectProof


@dataclass(frozen=True)
class _Number:
    judged: Judged
    seconds: float
    shared: bool


@dataclass
class Ledger:
    """Kept by all lanes, so that each call takes its turn. ``locks``: what is settled goes into the lock."""

    count: int
    again: Collection[Seed] = ()
    locks: bool = False
    progress: Progress | None = None
    done: record.Record = field(default_factory=record.Record)
    _numbers: dict[str, dict[int, _Number]] = field(default_factory=dict)
    _settled: set[str] = field(default_factory=set)
    _turn: threading.RLock = field(default_factory=threading.RLock)
    _began: float = field(default_factory=time.monotonic)

    @property
    def elapsed(self) -> float:
        """Seconds of this run, and of those that it goes on with."""
        return time.monotonic() - self._began + (self.progress.seconds if self.progress else 0.0)

    @property
    def settled(self) -> int:
        """So many seeds and controls are done with."""
        return len(self._settled)

    def is_open(self, name: str, ordinal: int = 0) -> bool:
        """Whether there is something to find out about a seed or a control, and, of a seed, that number."""
        with self._turn:
            return name not in self._settled and ordinal not in self._numbers.get(name, {})

    def judged(self, seed: Seed, ordinal: int, judged: Judged, seconds: float, *, shared: bool) -> None:
        """Note one number of a defect, and write down that it was caught."""
        with self._turn:
            if judged.outcome is Outcome.CAUGHT:
                self._keep(_key(seed, ordinal), rules=judged.refused_by, seconds=seconds, shared=shared)
            self._note(seed, ordinal, _Number(judged, seconds, shared))
            self._write()

    def clean(self, proof: CleanProof) -> None:
        """Note a twin or a control, and write down that it passed."""
        with self._turn:
            if proof.clean:
                self._keep(_key(proof.seed) if proof.seed else proof.id, seconds=proof.seconds)
            self._pass(proof)
            self._write()

    def recall(self, chosen: Iterable[Seed], controls: Iterable[Place]) -> None:
        """Take up what the runs that this one goes on with have proven; nothing of it is run again."""
        known = self.progress.entries if self.progress else {}
        for seed in chosen:
            if isinstance(seed.declared, Twin):
                self._recall_clean(seed.id, seed, known.get(_key(seed)))
                continue
            for ordinal in self._due(seed):
                self._recall_number(seed, ordinal, known.get(_key(seed, ordinal)))
        for control in controls:
            name = f"control-{control}"
            self._recall_clean(name, None, known.get(name))

    def _recall_number(self, seed: Seed, ordinal: int, entry: dict[str, Any] | None) -> None:
        if entry:
            judged = Judged(Outcome.CAUGHT, tuple(entry["rules"]))
            self._note(seed, ordinal, _Number(judged, entry["seconds"], entry["shared"]))

    def _recall_clean(self, name: str, seed: Seed | None, entry: dict[str, Any] | None) -> None:
        if entry:
            self._pass(CleanProof(name, seed, "GO", (), "", entry["seconds"]))

    def _note(self, seed: Seed, ordinal: int, number: _Number) -> None:
        numbers = self._numbers.setdefault(seed.id, {})
        numbers[ordinal] = number
        caught = number.judged.outcome is Outcome.CAUGHT
        if seed.id not in self._settled and (not caught or set(numbers) >= set(self._due(seed))):
            self._settled.add(seed.id)
            self.done.defects.append(self._proof(seed, numbers))
            self._lock(seed, proven=caught)

    def _pass(self, proof: CleanProof) -> None:
        self._settled.add(proof.id)
        (self.done.twins if proof.seed else self.done.controls).append(proof)
        if proof.seed:
            self._lock(proof.seed, proven=proof.clean)

    def _proof(self, seed: Seed, numbers: dict[int, _Number]) -> DefectProof:
        run = dict(sorted(numbers.items()))
        total, first = worst(n.judged for n in run.values()), next(iter(run.values())).judged
        every = range(1, max(self._due(seed)) + 1) if seed in self.again else range(1, self.count + 1)
        return DefectProof(
            seed,
            tuple(seed.number(ordinal) for ordinal in run),
            Judged(total.outcome, first.refused_by, total.reason),
            round(sum(number.seconds for number in run.values()), 1),
            tuple(seed.number(ordinal) for ordinal in every if ordinal not in self._due(seed)),
            tuple(seed.number(ordinal) for ordinal, number in run.items() if number.shared),
        )

    def _due(self, seed: Seed) -> tuple[int, ...]:
        return (1,) if seed in self.again else distinct_ordinals(seed, self.count)

    def _keep(self, key: str, **told: object) -> None:
        if self.progress:
            self.progress.keep(key, self.elapsed, **told)

    def _lock(self, seed: Seed, *, proven: bool) -> None:
        if self.locks and (proven or seed not in self.again):
            record.update_lock(seed, proven=proven, known=seeds())

    def _write(self) -> None:
        self.done.seconds = self.elapsed
        record.write_proof(self.done)


def _key(seed: Seed, ordinal: int = 1) -> str:
    return f"{seed.id} {ordinal} {seed_hash(seed.path)}"
