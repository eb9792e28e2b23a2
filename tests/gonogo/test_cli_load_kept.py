"""The lines that a load keeps: which are comparable, and how many there are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gonogo.cli.load import kept
from tests.gonogo.loads import CONTRACT, latency, measured, written


@pytest.fixture
def contract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return written(tmp_path, monkeypatch)


def facts(path: Path, *words: str, kind: str = "local", replicas: int = 1) -> str:
    return kept.hash_of(kept.comparable("shop", latency(path, *words), kind, replicas))


def test_loads_are_comparable_where_all_that_is_measured_is_the_same(contract: Path) -> None:
    here = facts(contract)
    others = [facts(contract, "--seconds=3"), facts(contract, "--rate-factor=2"), facts(contract, kind="URL")]
    others += [facts(contract, replicas=2), facts(contract, "--journey=list")]
    assert len({here, *others}) == 6
    contract.write_text(CONTRACT.replace("p50: 0.005", "p50: 0.5"))
    assert facts(contract) == here
    contract.write_text(CONTRACT.replace("path: /things, rate", "path: /things?n=9, rate"))
    assert facts(contract) != here


def test_a_line_is_kept_and_found_by_what_makes_it_comparable(contract: Path, tmp_path: Path) -> None:
    done, out = measured(contract), tmp_path / "out"
    assert kept.last(out, "x") is None
    about = kept.comparable("shop", done.latency, "local", 1)
    line = kept.line_of(done.load, about, done.rows, [], "r1")
    for changes in ({}, {"completed": False}, {"doubt": "late"}, {"comparable": "other"}):
        kept.keep(out, line | changes)
    with (out / kept.NAME).open("a") as file:
        file.write('{"half of a li\n')
    found = kept.last(out, kept.hash_of(about))
    assert found is not None
    assert found[0] == line["started"][:16].replace("T", " ")
    assert [row.quantiles for row in found[1]] == [row.quantiles for row in done.rows]
    assert len((out / kept.NAME).read_text().splitlines()) == 5


def test_the_file_stays_bounded(contract: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "RUNS", 3)
    for number in range(5):
        kept.keep(tmp_path, {"number": number})
    lines = [json.loads(line)["number"] for line in (tmp_path / kept.NAME).read_text().splitlines()]
    assert lines == [2, 3, 4]
