"""One more container of a service: what it takes over, and what would let others find it."""

from __future__ import annotations

import copy
from types import SimpleNamespace
from typing import Any

import pytest
from docker.errors import APIError

from gonogo.targets.base import TargetError
from gonogo.targets.beside import beside

CONTAINER: Any = SimpleNamespace(
    id="0123456789abcdef",
    name="shop-migrate-1",
    attrs={
        "Config": {
            "Hostname": "0123456789ab",
            "Image": "shop:1",
            "Cmd": ["migrate"],
            "Env": ["DATABASE=shop", "KEY=a=b"],
            "ExposedPorts": {"80/tcp": {}},
            "Labels": {"com.docker.compose.project": "shop", "own": "1"},
        },
        "HostConfig": {
            "NetworkMode": "shop_data",
            "PortBindings": {"80/tcp": [{"HostPort": "8080"}]},
            "RestartPolicy": {"Name": "always"},
            "ReadonlyRootfs": True,
        },
        "NetworkSettings": {"Networks": {"shop_data": {}, "shop_edge": {}}},
    },
)


class Engine:
    """An engine that notes what it is asked for, and that may refuse to start anything."""

    def __init__(self, *, refuses: bool = False) -> None:
        self.refuses, self.asked, self.did = refuses, {}, []  # type: ignore[var-annotated]
        self.api = self.containers = self.networks = self

    def create_container_from_config(self, config: dict[str, Any]) -> dict[str, str]:
        self.asked = config
        return {"Id": "new"}

    def get(self, name: str) -> Any:
        return SimpleNamespace(
            connect=lambda _made: self.did.append(f"joins {name}"),
            start=self._start,
            remove=lambda **_: self.did.append("removed"),
        )

    def _start(self) -> None:
        if self.refuses:
            raise APIError("no", explanation="no such command")
        self.did.append("started")


def test_it_is_the_service_with_one_variable_changed_on_its_networks() -> None:
    engine = Engine()
    beside(CONTAINER, engine, lambda stated: {"DATABASE": stated["DATABASE"] + "2"}, "r1")
    asked = engine.asked
    assert asked["Env"] == ["DATABASE=shop2", "KEY=a=b"]
    assert (asked["Image"], asked["Cmd"]) == ("shop:1", ["migrate"])
    assert asked["HostConfig"]["ReadonlyRootfs"] is True
    assert engine.did == ["joins shop_edge", "started"]


def test_nobody_finds_it_and_nothing_starts_it_again() -> None:
    engine = Engine()
    beside(CONTAINER, engine, lambda _stated: {}, "r1")
    asked, host = engine.asked, engine.asked["HostConfig"]
    assert (host["PortBindings"], host["RestartPolicy"], asked["ExposedPorts"]) == ({}, {}, {})
    assert asked["Labels"] == {"own": "1", "gonogo.run": "r1"}
    assert "Hostname" not in asked


def test_another_command_may_be_given() -> None:
    engine = Engine()
    beside(CONTAINER, engine, lambda _stated: {}, "r1", ("manage", "migrate"))
    assert engine.asked["Cmd"] == ["manage", "migrate"]


def test_a_bare_one_has_no_volumes_and_no_entrypoint_of_its_own() -> None:
    engine, given = Engine(), copy.deepcopy(CONTAINER)
    given.attrs["HostConfig"] |= {"Binds": ["data:/data"], "Mounts": [{"Target": "/etc/own"}]}
    given.attrs["Config"] |= {"Entrypoint": ["serve"]}
    beside(given, engine, lambda _stated: {}, "r1", ("ask", "it"), bare=True)
    asked, host = engine.asked, engine.asked["HostConfig"]
    assert (asked["Entrypoint"], asked["Cmd"]) == (["ask"], ["it"])
    assert (host["ReadonlyRootfs"], "Binds" in host, "Mounts" in host) == (True, False, False)


def test_what_does_not_start_is_removed_and_told() -> None:
    engine = Engine(refuses=True)
    with pytest.raises(TargetError, match="shop-migrate-1 could not be started once more: no such command"):
        beside(CONTAINER, engine, lambda _stated: {}, "r1")
    assert engine.did == ["joins shop_edge", "removed"]
