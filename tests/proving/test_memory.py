"""What is kept of a module's text is never that of another text, nor what other code would have found."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from gonogo.proofs import memory


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(memory, "PLACE", tmp_path / "facts.json")
    monkeypatch.setattr(memory, "_new", {})
    memory._kept.cache_clear()
    yield tmp_path / "facts.json"
    memory._kept.cache_clear()


def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """What another process knows."""
    monkeypatch.setattr(memory, "_new", {})
    memory._kept.cache_clear()


def test_the_next_run_knows_it_for_the_same_text_alone(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory.keep("a.b", b"x = 1", ["digest", []])
    memory.save(place)
    later(monkeypatch)
    assert memory.recall("a.b", b"x = 1") == ["digest", []]
    assert memory.recall("a.b", b"x = 2") is None
    assert memory.recall("a.c", b"x = 1") is None


def test_a_module_is_kept_once(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for text in (b"x = 1", b"x = 2"):
        memory.keep("a.b", text, ["digest", []])
        memory.save(place)
        later(monkeypatch)
    assert list(json.loads(place.read_text())["facts"]) == ["a.b"]
    assert memory.recall("a.b", b"x = 2")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"by": "other", "facts": {"a.b": ["0", "d", []]}}'])
def test_what_is_not_ours_is_nothing(place: Path, text: str) -> None:
    place.write_text(text)
    assert memory.recall("a.b", b"x = 1") is None


def test_where_nothing_can_be_written_nothing_is(tmp_path: Path) -> None:
    memory.keep("a.b", b"x = 1", ["digest", []])
    memory.save(tmp_path / "none" / "facts.json")
    assert list(tmp_path.iterdir()) == []
