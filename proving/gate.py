"""The gate on a bad release, as a user runs it: a process of its own, with a deadline."""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from gonogo.core.item import item_of
from gonogo.proofs.sources import ROOT
from proving import engine
from proving.children import run
from proving.seed import Place

DEADLINE_SECONDS: dict[Place, float] = {"local": 600.0, "compose": 900.0}
"""With what it waits for others: a measurement has the machine for itself."""
OUT = ROOT / "reports" / "out" / "proof"


@dataclass(frozen=True)
class GateRun:
    """One run: its verdict.json (None where it left none), its time, and where its reports lie."""

    verdict: dict[str, Any] | None
    seconds: float
    out: Path

    @property
    def decision(self) -> str:
        """GO, HOLD or NO-GO; *none* without a verdict."""
        return str(self.verdict["verdict"]) if self.verdict else "none"

    def forget(self) -> None:
        """Remove the reports of a run that went as it should; the others stay for whoever looks into them."""
        shutil.rmtree(self.out)


def run_gate(
    contract: Path,
    target: Place,
    name: str,
    rules: Iterable[str] = (),
    environment: Mapping[str, str] = MappingProxyType({}),
) -> GateRun:
    """Run all rules, or those named; reports and output are below reports/out/proof, by name and process.

    What earlier runs of that name have left there goes, unless one of them goes on.
    EngineSilentError where the engine stopped answering meanwhile: that run says nothing.
    """
    for left in OUT.glob(f"{name}.*"):
        if not _goes_on(left.suffix[1:]):
            shutil.rmtree(left, ignore_errors=True)
    out = OUT / f"{name}.{os.getpid()}"
    out.mkdir(parents=True)
    chosen = [item_of(rule_id) for rule_id in rules] or ["suites"]
    command = [sys.executable, "-m", "pytest", *chosen, f"--target={target}", f"--contract={contract}"]
    began = time.monotonic()
    with engine.needed(target):
        run(
            [*command, f"--out={out}"], out / "output.txt", DEADLINE_SECONDS[target],
            environment=_environment() | dict(environment),
            holds=engine.answers if target == "compose" else _always,
        )  # fmt: skip
    return GateRun(_verdict(out / "verdict.json"), round(time.monotonic() - began, 3), out)


def _goes_on(process: str) -> bool:
    """Whether the folder of a process belongs to another prover that runs."""
    return process.isdigit() and int(process) != os.getpid() and Path("/proc", process).exists()


def _always() -> bool:
    return True


def _environment() -> dict[str, str]:
    """Nothing of a run that this one may be part of reaches the child."""
    return {k: v for k, v in os.environ.items() if not k.startswith(("GONOGO_RUN", "PYTEST_"))}


def _verdict(path: Path) -> dict[str, Any] | None:
    if not path.exists():
        return None
    verdict: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return verdict
