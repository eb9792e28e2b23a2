"""Staging is rolled out over where something serves, and started where nothing does."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from deploy.pipeline import staging
from deploy.pipeline.outcome import RefusedError
from deploy.pipeline.place import Place, Release
from gonogo.targets.base import RollOut, TargetError

OLD, NEW = Release("registry.example/ukp@sha256:1", "r1"), Release("registry.example/ukp@sha256:2", "r2")
SERVICES = {"app": {"deploy": {"replicas": 3}}, "migrate": {}, "worker": {}, "proxy": {}}


class Stack:
    """A project and its roll-outs; what was done to them is written down."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.replicas_there: list[str] = []
        self.accepted, self.broken = True, ""
        self.left = [
            SimpleNamespace(labels={"com.docker.compose.service": "app.7-candidate"}, remove=self._removed)
        ]
        self.rendered = {"services": SERVICES}

    def compose(self, *words: str, **_: Any) -> str:
        if self.broken in words:
            raise TargetError("it is unhealthy")
        self.done.append(" ".join(word for word in words if not word.startswith("--")))
        return ""

    def containers(self) -> list[Any]:
        return self.left

    def replicas(self) -> list[str]:
        return self.replicas_there

    def run(self, image: str, bad: object, _promise: object, count: int) -> RollOut:
        assert bad is None
        self.done.append(f"roll out {count} of {image}")
        return RollOut(self.accepted, "" if self.accepted else "refused: it is unhealthy", 1.0, {}, {})

    def _removed(self, **_: Any) -> None:
        self.done.append("remove what was left")


@pytest.fixture
def stack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stack:
    made = Stack()
    monkeypatch.setenv("GONOGO_ENVIRONMENTS", str(tmp_path))
    monkeypatch.setattr(staging, "pull", lambda image: made.done.append(f"pull {image}"))
    monkeypatch.setattr(Place, "project", lambda _place, _release: made)
    monkeypatch.setattr(Place, "rollout", lambda _place, _release: made)
    monkeypatch.setattr(Place, "entry", lambda _place, _release: "http://127.0.0.1:1")
    return made


@pytest.fixture
def place() -> Place:
    return Place("somewhere")


@pytest.mark.parametrize("deployed", [None, OLD])
def test_where_nothing_serves_all_is_started(stack: Stack, place: Place, deployed: Release | None) -> None:
    if deployed:
        place.remember(deployed)
    assert staging.bring_up(place, NEW) == "http://127.0.0.1:1"
    assert stack.done == [f"pull {NEW.image}", "remove what was left", "up"]
    assert place.deployed == NEW


def test_what_serves_is_rolled_out_over_and_the_rest_follows(stack: Stack, place: Place) -> None:
    place.remember(OLD)
    stack.replicas_there = ["app-1"]
    staging.bring_up(place, NEW)
    rest = "up worker proxy"
    assert stack.done == [f"pull {NEW.image}", "run migrate", f"roll out 3 of {NEW.image}", rest]
    assert (place.deployed, place.before) == (NEW, OLD)


def test_what_is_refused_leaves_what_serves(stack: Stack, place: Place) -> None:
    place.remember(OLD)
    stack.replicas_there, stack.accepted = ["app-1"], False
    with pytest.raises(RefusedError, match="somewhere keeps what it had: refused: it is unhealthy"):
        staging.bring_up(place, NEW)
    assert stack.done[-1] == f"roll out 3 of {NEW.image}"
    assert place.deployed == OLD


@pytest.mark.parametrize(("serving", "broken"), [([], "up"), (["app-1"], "migrate"), (["app-1"], "up")])
def test_what_does_not_come_up_is_refused(
    stack: Stack, place: Place, serving: list[str], broken: str
) -> None:
    place.remember(OLD)
    stack.replicas_there, stack.broken = serving, broken
    with pytest.raises(RefusedError, match=f"somewhere did not come up with {NEW.image}: it is unhealthy"):
        staging.bring_up(place, NEW)
    assert place.deployed == OLD
