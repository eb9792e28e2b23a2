"""A run that was stopped goes on: what it proved stays proven, as long as nothing has changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from proving import record
from proving.catalogue import seeds
from proving.groups import distinct_ordinals
from proving.judge import Judged, Outcome
from proving.ledger import Ledger
from proving.progress import Progress
from proving.seed import Defect, Twin
from proving.starts import CleanProof

DEFECT = next(s for s in seeds() if isinstance(s.declared, Defect) and distinct_ordinals(s, 3) == (1, 2, 3))
TWIN = next(seed for seed in seeds() if isinstance(seed.declared, Twin))
CAUGHT = Judged(Outcome.CAUGHT, ("a/b",))


@pytest.fixture(autouse=True)
def unwritten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record, "write_proof", lambda _: None)


def opened(path: Path, state: str = "now", *, afresh: bool = False) -> Ledger:
    progress = Progress(state, path / "progress.jsonl")
    progress.open(afresh=afresh)
    ledger = Ledger(3, progress=progress)
    ledger.recall([DEFECT, TWIN], ["local"])
    return ledger


def test_what_was_proven_is_not_proven_again(tmp_path: Path) -> None:
    first = opened(tmp_path)
    first.judged(DEFECT, 1, CAUGHT, 5.0, shared=False)
    first.judged(DEFECT, 3, CAUGHT, 1.0, shared=True)
    first.clean(CleanProof(TWIN.id, TWIN, "GO", (), "", 2.0))
    first.clean(CleanProof("control-local", None, "GO", (), "", 2.0))
    second = opened(tmp_path)
    assert [second.is_open(DEFECT.id, n) for n in (1, 2, 3)] == [False, True, False]
    assert not second.is_open(TWIN.id)
    assert not second.is_open("control-local")
    second.judged(DEFECT, 2, CAUGHT, 1.0, shared=True)
    [proof] = opened(tmp_path).done.defects
    assert (proof.judged, proof.seconds, len(proof.numbers), len(proof.shared)) == (CAUGHT, 7.0, 3, 2)


def test_what_failed_is_tried_again(tmp_path: Path) -> None:
    first = opened(tmp_path)
    first.judged(DEFECT, 1, Judged(Outcome.MISSED), 5.0, shared=False)
    first.clean(CleanProof(TWIN.id, TWIN, "NO-GO", ("a/b",), "no", 2.0))
    assert [proof.judged.outcome for proof in first.done.defects] == [Outcome.MISSED]
    second = opened(tmp_path)
    assert second.is_open(DEFECT.id, 1)
    assert second.is_open(TWIN.id)


@pytest.mark.parametrize("change", [{"state": "another"}, {"afresh": True}])
def test_another_state_begins_anew(tmp_path: Path, change: dict[str, Any]) -> None:
    opened(tmp_path).judged(DEFECT, 1, CAUGHT, 5.0, shared=False)
    assert opened(tmp_path, **change).is_open(DEFECT.id, 1)


def test_a_line_that_was_cut_is_no_line(tmp_path: Path) -> None:
    opened(tmp_path).judged(DEFECT, 1, CAUGHT, 5.0, shared=False)
    with (tmp_path / "progress.jsonl").open("a") as stream:
        stream.write('{"key": "cut')
    again = opened(tmp_path)
    assert not again.is_open(DEFECT.id, 1)
    again.judged(DEFECT, 2, CAUGHT, 5.0, shared=False)
    assert not opened(tmp_path).is_open(DEFECT.id, 2)


def test_a_whole_run_that_ended_is_followed_by_a_new_one(tmp_path: Path) -> None:
    first = opened(tmp_path)
    first.judged(DEFECT, 1, CAUGHT, 5.0, shared=False)
    assert first.progress
    first.progress.close()
    assert opened(tmp_path).is_open(DEFECT.id, 1)


def test_a_defect_is_settled_by_the_first_number_that_is_not_caught(tmp_path: Path) -> None:
    ledger = opened(tmp_path)
    ledger.judged(DEFECT, 1, CAUGHT, 1.0, shared=False)
    ledger.judged(DEFECT, 2, Judged(Outcome.ERROR, reason="why"), 1.0, shared=False)
    ledger.judged(DEFECT, 3, CAUGHT, 1.0, shared=True)
    [proof] = ledger.done.defects
    assert (proof.judged.outcome, proof.judged.reason) == (Outcome.ERROR, "why")
