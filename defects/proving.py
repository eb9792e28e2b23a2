"""Prove one seed: run the gate on what it makes of the release, and judge the verdicts."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from defects.catalogue import Seed, expected_rules
from defects.deployment import changed
from defects.gate import GateRun, run_gate
from defects.image import ImageError, built
from defects.judge import Judged, Outcome, flagged_by, judge, worst
from defects.scope import judges_of, looks_at_the_stack
from defects.seed import Defect, Place
from defects.sources import ROOT

CONTRACT = ROOT / "release.yaml"
Tell = Callable[[str], None]


@dataclass(frozen=True)
class DefectProof:
    """What became of a defect over its seed numbers; ``seconds`` is the time of all runs."""

    seed: Seed
    numbers: tuple[int, ...]
    judged: Judged
    seconds: float


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


def prove_defect(
    seed: Seed, count: int, tell: Tell, *, again: bool = False, whole: bool = False
) -> DefectProof:
    """Run the first seed number over all its judges, or every rule, and the others over the expected ones.

    All have to agree on *caught*: the first run that is anything else ends the series. ``again`` is for what
    the lock holds already: that nothing else refuses it is known, so that its expected rules are enough.
    """
    assert isinstance(seed.declared, Defect)
    began, judged, numbers = time.monotonic(), [], []
    for ordinal in range(1, count + 1):
        number = seed.number(ordinal)
        numbers.append(number)
        first = _judges(seed, whole=whole) if ordinal == 1 and not again else None
        rules = seed.declared.expected if first is None else first
        judged.append(_refusal(seed, seed.declared, number, rules, tell))
        if judged[-1].outcome is not Outcome.CAUGHT:
            break
    total = worst(judged)
    together = Judged(total.outcome, judged[0].refused_by, total.reason)
    return DefectProof(seed, tuple(numbers), together, round(time.monotonic() - began, 1))


def prove_twin(seed: Seed, tell: Tell, *, whole: bool = False) -> CleanProof:
    """Run a twin once over the judges of its defect, or over every rule."""
    number, rules = seed.number(1), _judges(seed, whole=whole)
    try:
        run = _gate(seed, number, rules)
    except Exception as broken:  # noqa: BLE001 - what could not be injected is an outcome, not the prover's end
        tell(f"{seed.id} seed {number}: error: {_why(broken)}")
        return CleanProof(seed.id, seed, "none", (), _why(broken), 0.0)
    return _passed(f"{seed.id} seed {number} on {_counted(rules)}", seed.id, seed, run, tell)


def prove_control(target: Place, tell: Tell) -> CleanProof:
    """Run the release as it is."""
    name = f"control-{target}"
    return _passed(f"{name} on all rules", name, None, run_gate(CONTRACT, target, name), tell)


def _judges(seed: Seed, *, whole: bool) -> tuple[str, ...]:
    """Return the rules that judge a seed's first number; none stands for every rule."""
    return () if whole else judges_of(expected_rules(seed))


def _counted(rules: Sequence[str]) -> str:
    return f"{len(rules)} rules" if rules else "all rules"


def _refusal(seed: Seed, declared: Defect, number: int, rules: Sequence[str], tell: Tell) -> Judged:
    try:
        run = _gate(seed, number, rules)
    except Exception as broken:  # noqa: BLE001 - see above
        tell(f"{seed.id} seed {number}: error: {_why(broken)}")
        return Judged(Outcome.ERROR, reason=_why(broken))
    judged = judge(declared, seed.injection(number).fact, run.verdict)
    because = f" ({judged.reason}; see {run.out.relative_to(ROOT)})" if judged.reason else ""
    scope = f"{seed.id} seed {number} on {_counted(rules)}"
    tell(f"{scope}: {judged.outcome.value} in {run.seconds:.0f} s{because}")
    if judged.outcome is Outcome.CAUGHT:
        run.forget()
    return judged


def _passed(what: str, name: str, seed: Seed | None, run: GateRun, tell: Tell) -> CleanProof:
    reasons = run.verdict.get("reasons", []) if run.verdict else ["the run left no verdict"]
    reason = "" if run.decision == "GO" else "; ".join(reasons)
    because = f" ({reason}; see {run.out.relative_to(ROOT)})" if reason else ""
    tell(f"{what}: {run.decision} in {run.seconds:.0f} s{because}")
    if not reason:
        run.forget()
    return CleanProof(name, seed, run.decision, flagged_by(run.verdict), reason, run.seconds)


def _gate(seed: Seed, number: int, rules: Sequence[str]) -> GateRun:
    """Run the gate on the release as the seed number makes it; ImageError where that cannot be made."""
    with tempfile.TemporaryDirectory(prefix="gonogo-proof-") as name:
        folder = Path(name)
        with built(seed, number, folder) as image:
            release: dict[str, Any] = yaml.safe_load(CONTRACT.read_text(encoding="utf-8"))
            contract = folder / "release.yaml"
            whole = looks_at_the_stack(rules)
            bad = changed(release, seed, number, folder, image, whole_stack=whole)
            contract.write_text(json.dumps(bad, default=str), encoding="utf-8")
            return run_gate(contract, seed.target, f"{seed.id}-{number}", rules)


def _why(broken: Exception) -> str:
    return str(broken) if isinstance(broken, ImageError) else f"{type(broken).__name__}: {broken}"
