"""A whole run of the prover, with every run of the gate taken as it should end."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from proving import __main__ as prove
from proving import children, doing, record
from proving.catalogue import Seed, seeds
from proving.groups import Member
from proving.judge import Judged, Outcome
from proving.progress import Progress
from proving.seed import Defect, Place
from proving.starts import CleanProof

CAUGHT = Judged(Outcome.CAUGHT, ("a/b",))
TOTAL = len(seeds()) + 2


class Gate:
    """Counts the runs, and is interrupted after some of them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        self.runs, self.after = 0, 10**6
        monkeypatch.setattr(doing, "prove_number", self._number)
        monkeypatch.setattr(doing, "prove_together", self._together)
        monkeypatch.setattr(doing, "prove_clean", self._clean)
        monkeypatch.setattr(doing, "prove_control", self._control)
        monkeypatch.setattr(prove, "Progress", partial(Progress, path=folder / "progress.jsonl"))
        monkeypatch.setattr(prove, "state_of", lambda *chosen: repr(chosen))
        monkeypatch.setattr(prove, "end_all", lambda _: None)
        monkeypatch.setattr(record, "update_lock", lambda *_, **__: None)
        monkeypatch.setattr(record, "write_proof", lambda _: None)
        monkeypatch.setattr(record, "table", self._table)
        self.done: record.Record | None = None

    def _ran(self) -> None:
        if self.runs == self.after:
            raise KeyboardInterrupt
        self.runs += 1

    def _number(self, *_: Any, **__: Any) -> tuple[Judged, float]:
        self._ran()
        return CAUGHT, 1.0

    def _together(self, members: Sequence[Member], *_: Any, **__: Any) -> tuple[list[Judged], float]:
        self._ran()
        return [CAUGHT for _ in members], 1.0

    def _clean(self, chosen: Sequence[Seed], _: Any, **__: Any) -> list[CleanProof]:
        self._ran()
        return [CleanProof(seed.id, seed, "GO", (), "", 1.0) for seed in chosen]

    def _control(self, target: Place, _: Any) -> CleanProof:
        self._ran()
        return CleanProof(f"control-{target}", None, "GO", (), "", 1.0)

    def _table(self, done: record.Record) -> str:
        self.done = done
        return ""


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Gate:
    assert not children._ENDING.is_set()
    return Gate(monkeypatch, tmp_path)


def complete(gate: Gate) -> None:
    done = gate.done
    assert done
    assert done.good
    assert len(done.defects) == sum(isinstance(seed.declared, Defect) for seed in seeds())
    assert len(done.defects) + len(done.twins) + len(done.controls) == TOTAL
    assert all(len(proof.numbers) + len(proof.same) == prove.AGREEING for proof in done.defects)


def test_a_whole_run_proves_everything_and_the_next_does_so_again(gate: Gate) -> None:
    assert prove.main([]) == 0
    complete(gate)
    first, gate.runs = gate.runs, 0
    assert prove.main([]) == 0
    assert gate.runs == first
    assert first < 2 * len(seeds())


@pytest.mark.parametrize(("arguments", "again"), [([], 0), (["--afresh"], 100)])
def test_a_run_that_was_stopped_goes_on(gate: Gate, arguments: list[str], again: int, capsys: Any) -> None:
    gate.after = 100
    assert prove.main(["--lanes", "1"]) == 130
    assert "interrupted" in capsys.readouterr().err
    stopped, gate.after = gate.runs, 10**6
    assert prove.main(arguments) == 0
    complete(gate)
    together, gate.runs = gate.runs, 0
    assert prove.main([]) == 0
    assert together - again == gate.runs
    assert stopped == 100
