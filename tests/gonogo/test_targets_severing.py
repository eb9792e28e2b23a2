"""A container leaves the networks of another, and comes back with its names."""

from __future__ import annotations

from typing import Any

import pytest

from gonogo.targets.base import TargetError
from gonogo.targets.severing import severed


class Network:
    def __init__(self, name: str) -> None:
        self.name = name

    def disconnect(self, container: Container) -> None:
        del container.networks[self.name]

    def connect(self, container: Container, aliases: list[str]) -> None:
        container.networks[self.name] = {"Aliases": aliases}


class Container:
    short_id = "0123"

    def __init__(self, name: str, *networks: str) -> None:
        self.name = name
        self.networks: dict[str, Any] = {one: {"Aliases": [name, self.short_id]} for one in networks}
        self.reload()

    def reload(self) -> None:
        self.attrs = {"NetworkSettings": {"Networks": dict(self.networks)}}


class Engine:
    @property
    def networks(self) -> Any:
        return self

    def get(self, name: str) -> Network:
        return Network(name)


REPLICA, STORE, DOOR = ("edge", "data", "observe"), ("data", "observe"), ("edge", "meter")


def test_it_leaves_what_both_are_on_and_comes_back_by_its_names() -> None:
    app = Container("app", *REPLICA)
    with severed(Engine(), app, [Container("store", *STORE)], Container("door", *DOOR)):
        assert set(app.networks) == {"edge"}
    assert {name: one["Aliases"] for name, one in app.networks.items()} == {
        "edge": ["app", "0123"], "data": ["app"], "observe": ["app"],
    }  # fmt: skip


def test_it_comes_back_whatever_happens() -> None:
    app = Container("app", *REPLICA)
    with (
        pytest.raises(RuntimeError),
        severed(Engine(), app, [Container("store", *STORE)], Container("door", *DOOR)),
    ):
        raise RuntimeError
    assert set(app.networks) == {*REPLICA}


@pytest.mark.parametrize(
    ("store", "door", "why"),
    [(("other",), DOOR, "shares no network"), (("edge", "data"), DOOR, "the entry is on it as well")],
)
def test_what_would_take_more_away_is_not_done(
    store: tuple[str, ...], door: tuple[str, ...], why: str
) -> None:
    app = Container("app", *REPLICA)
    with (
        pytest.raises(TargetError, match=why),
        severed(Engine(), app, [Container("store", *store)], Container("door", *door)),
    ):
        raise AssertionError
    assert set(app.networks) == {*REPLICA}
