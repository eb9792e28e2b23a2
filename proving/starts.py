"""Prove seeds: run the gate on what they make of the release, and judge the verdicts."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from gonogo.proofs.sources import ROOT
from proving.catalogue import Seed, expected_rules, unknown_rules
from proving.deployment import changed
from proving.engine import EngineSilentError
from proving.gate import GateRun, run_gate
from proving.groups import Member
from proving.image import ImageError, built
from proving.judge import Judged, Outcome, flagged_by, judge
from proving.release import Release, alone, together
from proving.scope import judges_of, looks_at_the_stack
from proving.seed import Defect, Place

CONTRACT = ROOT / "release.yaml"
Tell = Callable[[str], None]


@dataclass(frozen=True)
class DefectProof:
    """What became of a defect over its seed numbers; ``seconds`` is the time of all runs.

    ``same`` are numbers that draw what an earlier one drew: the same proof, which was not done again.
    ``shared`` are those that had their start together with other seeds.
    """

    seed: Seed
    numbers: tuple[int, ...]
    judged: Judged
    seconds: float
    same: tuple[int, ...] = ()
    shared: tuple[int, ...] = ()


@dataclass(frozen=True)
class CleanProof:
    """The verdict on a benign twin, or, without a seed, on the release itself."""

    id: str
    seed: Seed | None
    verdict: str
    flagged_by: tuple[str, ...]
    reason: str
    seconds: float

    @property
    def clean(self) -> bool:
        """Whether the gate lets it pass."""
        return self.verdict == "GO"


def prove_number(
    seed: Seed, ordinal: int, rules: Sequence[str], tell: Tell, *, brief: bool = False
) -> tuple[Judged, float]:
    """Run one number of a defect alone over the rules, or every rule where none is named, and judge it.

    A brief one rolls out a single bad candidate: a later number, of which the first has tried them all.
    """
    number = seed.number(ordinal)
    fact = seed.injection(number).fact
    run = _run(alone(seed, number), seed.target, rules, [fact] if brief else None)
    judged = run if isinstance(run, Judged) else judge(_defect(seed), fact, run.verdict, unknown_rules(seed))
    _told(f"{seed.id} seed {number} on {_counted(rules)}", run, judged, tell)
    return judged, run.seconds if isinstance(run, GateRun) else 0.0


def prove_together(
    members: Sequence[Member], rules: Sequence[str], tell: Tell, *, brief: bool = False
) -> tuple[list[Judged], float]:
    """Run numbers of several defects in one start over the rules that judge them; brief as a number alone is.

    Each is judged by its own rules and its own fact; what the others may be refused by is no stranger.
    """
    facts = [seed.injection(seed.number(ordinal)).fact for seed, ordinal in members]
    run = _run(_together(members), members[0][0].target, rules, facts if brief else None)
    if isinstance(run, Judged):
        _told(f"{_listed(members)} together", run, run, tell)
        return [run for _ in members], 0.0
    judged = [
        judge(_among(seed, members), fact, run.verdict)
        for (seed, _), fact in zip(members, facts, strict=True)
    ]
    for (seed, ordinal), one in zip(members, judged, strict=True):
        beside = f"beside {len(members) - 1} others on {_counted(rules)}"
        _said(f"{seed.id} seed {seed.number(ordinal)} {beside}", run, one, tell)
    if all(one.outcome is Outcome.CAUGHT for one in judged):
        run.forget()
    return judged, run.seconds


def prove_clean(seeds: Sequence[Seed], tell: Tell, *, whole: bool = False) -> list[CleanProof]:
    """Run twins in one start over the judges of all, or over every rule: GO says that each is good."""
    rules = (
        () if whole else judges_of({rule for seed in seeds for rule in expected_rules(seed)}, seeds[0].target)
    )
    members = [(seed, 1) for seed in seeds]
    what, target = f"{_listed(members)} on {_counted(rules)}", seeds[0].target
    run = _run(_together(members), target, rules)
    told = [what, *("" for _ in seeds[1:])]
    return [_passed(say, seed.id, seed, run, tell, len(seeds)) for say, seed in zip(told, seeds, strict=True)]


def prove_control(target: Place, tell: Tell) -> CleanProof:
    """Run the release as it is."""
    name = f"control-{target}"
    try:
        run: GateRun | Judged = run_gate(CONTRACT, target, name)
    except EngineSilentError as silent:
        run = Judged(Outcome.ERROR, reason=str(silent))
    return _passed(f"{name} on all rules", name, None, run, tell, 1)


def _together(members: Sequence[Member]) -> Release:
    parts = [(seed, seed.number(ordinal)) for seed, ordinal in members]
    if len(parts) == 1:
        return alone(*parts[0])
    name = hashlib.sha256(" ".join(f"{seed.id}-{number}" for seed, number in parts).encode()).hexdigest()
    return together(f"{parts[0][0].id}-and-{len(parts) - 1}-others-{name[:8]}", parts)


def _among(seed: Seed, members: Sequence[Member]) -> Defect:
    """Return the defect as it is among others: what refuses them may do so."""
    declared = [_defect(other) for other, _ in members]
    allowed = {rule for one in declared for rule in (*one.expected, *one.collateral)}
    return replace(_defect(seed), collateral=tuple(sorted(allowed - set(_defect(seed).expected))))


def _defect(seed: Seed) -> Defect:
    assert isinstance(seed.declared, Defect)
    return seed.declared


def _listed(members: Iterable[Member]) -> str:
    return ", ".join(f"{seed.id} seed {seed.number(ordinal)}" for seed, ordinal in members)


def _counted(rules: Sequence[str]) -> str:
    return f"{len(rules)} rules" if rules else "all rules"


def _told(what: str, run: GateRun | Judged, judged: Judged, tell: Tell) -> None:
    """Tell of a run; its reports stay where it was not caught."""
    if isinstance(run, Judged):
        tell(f"{what}: {judged.outcome.value}: {judged.reason}")
        return
    _said(what, run, judged, tell)
    if judged.outcome is Outcome.CAUGHT:
        run.forget()


def _said(what: str, run: GateRun, judged: Judged, tell: Tell) -> None:
    because = f" ({judged.reason}; see {run.out.relative_to(ROOT)})" if judged.reason else ""
    tell(f"{what}: {judged.outcome.value} in {run.seconds:.0f} s{because}")


def _passed(
    what: str, name: str, seed: Seed | None, run: GateRun | Judged, tell: Tell, among: int
) -> CleanProof:
    """Judge a run of what is good; without a word on what it is, another has told of the run."""
    if isinstance(run, Judged):
        if what:
            tell(f"{what}: error: {run.reason}")
        return CleanProof(name, seed, "none", (), run.reason, 0.0)
    reasons = run.verdict.get("reasons", []) if run.verdict else ["the run left no verdict"]
    reason = "" if run.decision == "GO" else "; ".join(reasons)
    because = f" ({reason}; see {run.out.relative_to(ROOT)})" if reason else ""
    if what:
        tell(f"{what}: {run.decision} in {run.seconds:.0f} s{because}")
        if not reason:
            run.forget()
    seconds = round(run.seconds / among, 3)
    return CleanProof(name, seed, run.decision, flagged_by(run.verdict), reason, seconds)


def _run(
    release: Release, target: Place, rules: Sequence[str], facts: Sequence[str] | None = None
) -> GateRun | Judged:
    """Run the gate on a release; an error where it could not be made, or nothing could look at it."""
    try:
        return _gate(release, target, rules, facts)
    except Exception as broken:  # noqa: BLE001 - what could not be injected is an outcome, not the prover's end
        return Judged(Outcome.ERROR, reason=_why(broken))


def _gate(release: Release, target: Place, rules: Sequence[str], facts: Sequence[str] | None) -> GateRun:
    with tempfile.TemporaryDirectory(prefix="gonogo-proof-") as name:
        folder = Path(name)
        with built(release, target, folder) as images:
            reference: dict[str, Any] = yaml.safe_load(CONTRACT.read_text(encoding="utf-8"))
            contract = folder / "release.yaml"
            whole = looks_at_the_stack(rules)
            bad = changed(reference, release, folder, images, whole_stack=whole, facts=facts)
            contract.write_text(json.dumps(bad, default=str), encoding="utf-8")
            return run_gate(contract, target, release.name, rules)


def _why(broken: Exception) -> str:
    told = isinstance(broken, (ImageError, EngineSilentError))
    return str(broken) if told else f"{type(broken).__name__}: {broken}"
