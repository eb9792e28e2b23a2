"""How a roll-out stops what it replaces."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from gonogo.targets.rollout import Rollout


class Container:
    """One that ends by itself when it gets any grace at all."""

    graces: list[int]
    name = "shop-1"

    def __init__(self) -> None:
        self.graces = []

    def stop(self, timeout: int) -> None:
        self.graces.append(timeout)

    def wait(self, timeout: int) -> dict[str, int]:
        assert timeout > 0
        return {"StatusCode": 0 if self.graces[-1] else 137}

    def logs(self, tail: int) -> bytes:
        return b"ended\n" * min(tail, 1)

    def remove(self, *, v: bool) -> None:
        assert v


@pytest.mark.parametrize(("grace_seconds", "given"), [(15.0, 15), (1.5, 2), (0.4, 1)])
def test_a_grace_is_never_cut_to_the_second_below(grace_seconds: float, given: int, tmp_path: Path) -> None:
    container = Container()
    engine = SimpleNamespace(containers=SimpleNamespace(get=lambda _name: container))
    project: Any = SimpleNamespace(engine=engine)
    deployment: Any = SimpleNamespace()
    ended = Rollout(project, deployment, tmp_path, lambda _credential: {}).stop("shop-1", grace_seconds)
    assert (ended.status, container.graces, ended.output) == (0, [given], "ended\n")
    assert (tmp_path / "shop-1.log").read_text() == "ended\n"


def test_a_candidate_starts_beside_a_fixed_port_and_a_fixed_name(tmp_path: Path) -> None:
    ports = [{"target": 80, "published": "8080", "host_ip": "127.0.0.1"}]
    service = {"ports": ports, "container_name": "shop", "networks": {"edge": None, "data": None}}
    project: Any = SimpleNamespace(rendered={"services": {"web": service}})
    compose: Any = SimpleNamespace(service="web", traffic_network="edge")
    made = Rollout(project, compose, tmp_path, lambda _credential: {})._definition("shop:2", None, 2)
    assert made["ports"] == [{"target": 80, "host_ip": "127.0.0.1"}]
    assert "container_name" not in made
    assert list(made["networks"]) == ["data"]


@pytest.mark.parametrize(
    ("networks", "joined"),
    [
        ({"edge": {}, "data": {"internal": True}}, ["data", "gonogo-candidates"]),
        ({"edge": {}, "data": {"internal": True}, "watch": {}}, ["data", "watch"]),
        ({"edge": {}, "data": None}, ["data"]),
    ],
)
def test_a_candidate_can_be_asked_where_its_other_networks_are_internal(
    networks: dict[str, Any], joined: list[str], tmp_path: Path
) -> None:
    service = {"networks": dict.fromkeys(networks)}
    project: Any = SimpleNamespace(rendered={"services": {"web": service}, "networks": networks})
    compose: Any = SimpleNamespace(service="web", traffic_network="edge")
    made = Rollout(project, compose, tmp_path, lambda _credential: {})._definition("shop:2", None, 2)
    assert list(made["networks"]) == joined


def test_a_candidate_starts_alone_whichever_key_says_how_many(tmp_path: Path) -> None:
    service = {"scale": 2, "networks": {"edge": None, "data": None}}
    project: Any = SimpleNamespace(rendered={"services": {"web": service}})
    compose: Any = SimpleNamespace(service="web", traffic_network="edge")
    made = Rollout(project, compose, tmp_path, lambda _credential: {})._definition("shop:2", None, 1)
    assert "scale" not in made, "compose refuses one beside another number of replicas"
    assert made["deploy"] == {"replicas": 1}
