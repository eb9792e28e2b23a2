"""An engine that stops answering costs a seed, is restarted where that may be, and is named."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from deploy.setup.commands import Answer
from deploy.setup.steps import SetupError
from proving import engine
from proving.children import AbandonedError


def answering(monkeypatch: pytest.MonkeyPatch, *statuses: int) -> list[tuple[str, ...]]:
    """Let the engine answer so, the last for good; return what it was asked."""
    left, asked = list(statuses), []

    def ask(*command: str, deadline_seconds: float) -> Answer:
        assert deadline_seconds <= 30
        asked.append(command)
        return Answer(left.pop(0) if len(left) > 1 else left[0], "", "")

    monkeypatch.setattr(engine, "ask", ask)
    return asked


def restarting(monkeypatch: pytest.MonkeyPatch, restart: Callable[[], bool]) -> None:
    monkeypatch.setattr("proving.engine.setup.restart_if_wedged", restart)


def forbidden() -> bool:
    raise SetupError("it is somebody else's")


def used(*, abandoned: bool) -> None:
    with engine.needed("compose"):
        if abandoned:
            raise AbandonedError


def test_it_is_asked_for_what_hangs_first(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answering(monkeypatch, 0)
    with engine.needed("compose"):
        pass
    assert asked == [("docker", "network", "ls", "--quiet")]


def test_a_slow_answer_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, 124, 0)
    with engine.needed("compose"):
        pass


@pytest.mark.parametrize(
    ("restart", "said"),
    [
        (lambda: True, "it was restarted"),
        (lambda: False, "it answers again"),
        (forbidden, "it could not be restarted: it is somebody else's"),
    ],
    ids=["ours", "well again", "another's"],
)
@pytest.mark.parametrize("abandoned", [True, False])
def test_a_silent_one_is_named_and_restarted(
    monkeypatch: pytest.MonkeyPatch, restart: Callable[[], bool], said: str, *, abandoned: bool
) -> None:
    answering(monkeypatch, 124)
    restarting(monkeypatch, restart)
    with pytest.raises(engine.EngineSilentError, match=f"the engine stopped answering; {said}"):
        used(abandoned=abandoned)


def test_what_broke_beside_a_well_engine_is_told_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, 0)
    with pytest.raises(KeyError, match="why"), engine.needed("compose"):
        raise KeyError("why")


def test_what_broke_beside_a_silent_engine_is_its_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, 124)
    restarting(monkeypatch, lambda: True)
    with pytest.raises(engine.EngineSilentError), engine.needed("compose"):
        raise KeyError("why")


def test_nobody_asks_for_the_local_target(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answering(monkeypatch, 124)
    with engine.needed("local"):
        pass
    assert asked == []


def test_another_lane_may_have_mended_it(monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, 124, 124, 0)
    restarting(monkeypatch, lambda: pytest.fail("it answers"))
    with pytest.raises(engine.EngineSilentError, match="it answers again"), engine.needed("compose"):
        pass
