"""What is read back of writes, and what counts as lost."""

from types import SimpleNamespace

import pytest

from gonogo.suites.rollback.experiments import writes
from gonogo.suites.rollback.experiments.writes import _lost

EMPTIED = "status 200 without what was written"


def lost(
    monkeypatch: pytest.MonkeyPatch, *texts: str | int, own: str = "w{}", later: dict[str, str] | None = None
) -> tuple[str, ...]:
    """Read back one write for each text, or a status; ``later`` is what a second look sees."""
    seen: set[str] = set()

    def probe(place: str, **_: object) -> SimpleNamespace:
        said = texts[int(place)] if place not in seen or not later else later.get(place, "")
        seen.add(place)
        status, text = (200, said) if isinstance(said, str) else (said, "")
        return SimpleNamespace(status=status, error=None, text=text)

    monkeypatch.setattr(writes, "probe", probe)
    places = [(str(at), own.format(at)) for at in range(len(texts))]
    return _lost(SimpleNamespace(places=places, headers={}))  # type: ignore[arg-type]


def test_writes_that_are_there_are_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    assert lost(monkeypatch, "a w0", "a w1", "a w2") == ()


def test_a_place_that_holds_nothing_or_another_write_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    assert lost(monkeypatch, "a w2", "{}", "a w2") == (EMPTIED, EMPTIED)


def test_a_place_that_is_not_there_is_said_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    assert lost(monkeypatch, "a w0", 404, "a w2") == ("status 404",)


def test_a_service_that_shows_nothing_of_a_write_is_not_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    assert lost(monkeypatch, "done", "done", "done") == ()
    assert lost(monkeypatch, "done", "done", own="") == ()


def test_the_newest_writes_may_be_shown_later(monkeypatch: pytest.MonkeyPatch) -> None:
    assert lost(monkeypatch, "a w0", "pending", "pending") == ()
    assert lost(monkeypatch, "pending", "a w1", later={"0": "a w0"}) == ()
