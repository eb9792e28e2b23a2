"""What a run of the prover leaves: reports/out/proof.json, the lock, and a table for people."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gonogo.core.discover import discover
from gonogo.proofs import lock
from gonogo.proofs.sources import ROOT
from proving.catalogue import Seed
from proving.interval import share
from proving.judge import Outcome
from proving.seed import Defect
from proving.selection import current_proof
from proving.starts import CleanProof, DefectProof

PROOF = ROOT / "reports" / "out" / "proof.json"


@dataclass
class Record:
    """Everything proven so far in this run."""

    defects: list[DefectProof] = field(default_factory=list)
    twins: list[CleanProof] = field(default_factory=list)
    controls: list[CleanProof] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def good(self) -> bool:
        """Whether every defect was caught, everything good passed, and nothing was left."""
        caught = all(proof.judged.outcome is Outcome.CAUGHT for proof in self.defects)
        return caught and all(proof.clean for proof in self.twins + self.controls) and not self.left


def write_proof(record: Record, path: Path = PROOF) -> None:
    """Write proof.json."""
    document = {
        "defects": [_defect(proof) for proof in record.defects],
        "twins": [_clean(proof) for proof in record.twins],
        "controls": [_clean(proof) for proof in record.controls],
        "left": record.left,
        "seconds": round(record.seconds, 1),
        "unproven": unproven(),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")


def _defect(proof: DefectProof) -> dict[str, Any]:
    assert isinstance(proof.seed.declared, Defect)
    return {
        "id": proof.seed.id,
        "source": proof.seed.source,
        "seed": proof.numbers[0],
        "seeds": proof.numbers,
        "same_as_another": proof.same,
        "shared_a_start": proof.shared,
        "starred": proof.seed.declared.starred,
        "target": proof.seed.target,
        "expected": proof.seed.declared.expected,
        "caught_by": proof.judged.refused_by,
        "outcome": proof.judged.outcome.value,
        "reason": proof.judged.reason,
        "seconds": proof.seconds,
    }


def _clean(proof: CleanProof) -> dict[str, Any]:
    return {
        "id": proof.id,
        "source": proof.seed.source if proof.seed else "release.yaml",
        "verdict": proof.verdict,
        "flagged_by": proof.flagged_by,
        "reason": proof.reason,
        "seconds": proof.seconds,
    }


def update_lock(seed: Seed, *, proven: bool, known: Iterable[Seed], path: Path = lock.LOCK) -> None:
    """Put a seed's proof in the place of its old one, and drop what is no seed any more."""
    ids = {other.id for other in known}
    kept: lock.Entries = {
        key: {name: proof for name, proof in proved.items() if name in ids and name != seed.id}
        for key, proved in lock.read(path).items()
    }
    if proven:
        for key, proof in current_proof(seed).items():
            kept.setdefault(key, {})[seed.id] = proof
    lock.write(kept, path)


def unproven() -> list[str]:
    """Return the rules that no defect of the lock proves as they are now."""
    lock.forget()
    return [rule.id for rule in discover() if not lock.proofs(rule)]


def table(record: Record) -> str:
    """Return the summary: a line for each seed, both rates, and what is unproven."""
    lines = ["", "defects"]
    lines += [
        f"  {p.judged.outcome.value:13} {p.seed.id}  {p.judged.reason}".rstrip() for p in record.defects
    ]
    lines += ["twins and controls"]
    lines += [f"  {p.verdict:13} {p.id}  {p.reason}".rstrip() for p in record.twins + record.controls]
    if record.left:
        lines += [
            f"LEFT: {len(record.left)} were not brought to their end in time; `make prove` them, and commit"
        ]
        lines += ["  the lock: " + ", ".join(record.left)]
    lines += ["", *_rates(record)]
    left = unproven()
    lines += [f"unproven: {len(left)} of {len(discover())} rules", *(f"  {rule_id}" for rule_id in left)]
    return "\n".join(lines)


def _rates(record: Record) -> list[str]:
    caught = sum(p.judged.outcome is Outcome.CAUGHT for p in record.defects)
    good = record.twins + record.controls
    alarms = sum(bool(p.flagged_by) for p in good)
    unclear = sum(not p.clean and not p.flagged_by for p in good)
    same, shared = (sum(len(numbers) for numbers in one) for one in _not_alone(record))
    return [
        f"detection rate: {share(caught, len(record.defects))} of the defects",
        f"false-alarm rate: {share(alarms, len(good))} of the good releases"
        + (f"; {unclear} more could not be established" if unclear else ""),
        f"numbers: {shared} shared a start, {same} draw what another drew and were not run again",
        f"time: {record.seconds / 60:.1f} minutes",
    ]


def _not_alone(record: Record) -> tuple[list[tuple[int, ...]], list[tuple[int, ...]]]:
    return [proof.same for proof in record.defects], [proof.shared for proof in record.defects]
