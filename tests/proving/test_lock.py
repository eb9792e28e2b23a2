"""A proof holds as long as rule, experiment and seed are what they were."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gonogo.core.discover import discover
from gonogo.proofs import lock, sources
from gonogo.proofs import seeds as seeds_module
from proving import record
from proving.catalogue import seeds
from proving.seed import Defect, Twin
from proving.selection import changed, current_proof, is_proven

RULE = discover()[0]
DEFECT = next(seed for seed in seeds() if isinstance(seed.declared, Defect))
TWIN = next(seed for seed in seeds() if isinstance(seed.declared, Twin))


@pytest.fixture(autouse=True)
def _forgetful() -> Iterator[None]:
    lock.forget()
    yield
    lock.forget()


def kept(monkeypatch: pytest.MonkeyPatch, entries: lock.Entries) -> None:
    monkeypatch.setattr(lock, "_kept", lambda: entries)


def entry(**changes: str) -> dict[str, str]:
    return {
        "rule": lock.rule_hash(RULE),
        "seed": seeds_module.seed_hash(DEFECT.path),
        "source": DEFECT.source,
    } | changes


def test_a_proof_with_the_hashes_of_today_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    kept(monkeypatch, {RULE.id: {"B-2": entry(), "A-1": entry()}})
    assert lock.proofs(RULE) == ("A-1", "B-2")


@pytest.mark.parametrize(
    "change",
    [{"rule": "0" * 16}, {"seed": "0" * 16}, {"source": "defects/gone.py"}],
    ids=lambda c: next(iter(c)),
)
def test_a_stale_proof_is_none(monkeypatch: pytest.MonkeyPatch, change: dict[str, str]) -> None:
    kept(monkeypatch, {RULE.id: {"A-1": entry(**change)}})
    assert lock.proofs(RULE) == ()


def test_no_defect_is_unproven(monkeypatch: pytest.MonkeyPatch) -> None:
    kept(monkeypatch, {})
    assert lock.proofs(RULE) == ()


def test_the_hash_covers_what_a_module_imports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "ROOT", tmp_path)
    (tmp_path / "gate").mkdir()
    (tmp_path / "gate" / "rule.py").write_text(
        "from gate import shared\nfrom gate.far import away\nimport json\n"
    )
    (tmp_path / "gate" / "far.py").write_text("away = 1\n")
    seen = set()
    for text in ("one = 1\n", "one = 2\n"):
        (tmp_path / "gate" / "shared.py").write_text(text)
        sources.forget()
        seen.add(sources.hash_of(("gate.rule",), within="gate"))
        seen.add(sources.hash_of(("gate.rule",), within="gate", without=("gate.shared",)))
    sources.forget()
    assert len(seen) == 3


def test_a_twin_hangs_on_its_defect() -> None:
    defect = next(seed for seed in seeds() if isinstance(TWIN.declared, Twin) and seed.id == TWIN.declared.of)
    assert seeds_module.seed_hash(TWIN.path) != seeds_module.seed_hash(defect.path)
    assert f"defects.{defect.module}" in sources.imports(f"defects.{TWIN.module}")


@pytest.mark.parametrize("seed", [DEFECT, TWIN], ids=["defect", "twin"])
def test_the_lock_keeps_what_was_proven(seed: Any, tmp_path: Path) -> None:
    path = tmp_path / "proof.lock.json"
    record.update_lock(seed, proven=True, known=seeds(), path=path)
    entries = lock.read(path)
    assert is_proven(seed, entries)
    assert set(entries) == set(current_proof(seed))
    record.update_lock(seed, proven=False, known=seeds(), path=path)
    assert lock.read(path) == {}


def test_the_lock_drops_seeds_that_are_gone(tmp_path: Path) -> None:
    path = tmp_path / "proof.lock.json"
    lock.write({RULE.id: {"GONE-01-x": entry()}}, path)
    record.update_lock(DEFECT, proven=True, known=seeds(), path=path)
    assert [name for proved in lock.read(path).values() for name in proved] == [
        DEFECT.id for _ in current_proof(DEFECT)
    ]


def test_the_lock_is_the_same_text_for_the_same_proofs(tmp_path: Path) -> None:
    forwards, backwards = tmp_path / "f.json", tmp_path / "b.json"
    chosen = [DEFECT, TWIN]
    for path, order in ((forwards, chosen), (backwards, chosen[::-1])):
        for seed in order:
            record.update_lock(seed, proven=True, known=seeds(), path=path)
    assert forwards.read_bytes() == backwards.read_bytes()
    assert json.loads(forwards.read_text())


def test_only_what_differs_is_changed() -> None:
    entries: lock.Entries = {}
    chosen = [TWIN, DEFECT]
    for seed in chosen:
        for key, proof in current_proof(seed).items():
            entries.setdefault(key, {})[seed.id] = proof
    assert changed(chosen, entries) == []
    key = next(iter(current_proof(DEFECT)))
    entries[key][DEFECT.id] = entries[key][DEFECT.id] | {"rule": "0" * 16}
    assert changed(chosen, entries) == [DEFECT]
