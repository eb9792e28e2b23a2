"""A second stack of the same files is apart from the first, and is another image's."""

from __future__ import annotations

import copy
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from docker.errors import APIError, ImageNotFound

from gonogo.cleanup.engine import Resource
from gonogo.contract.deployment import Compose
from gonogo.targets import baseline_image
from gonogo.targets.base import TargetError
from gonogo.targets.baseline_files import apart, of_the_release, shared_networks
from gonogo.targets.baseline_image import check_image, check_networks, found, provided
from gonogo.targets.baseline_stack import of_project

BUILD = {"context": "/srv/shop", "target": "production"}
RENDERED: dict[str, Any] = {
    "name": "gonogo-r1",
    "services": {
        "web": {
            "image": "shop:dev",
            "build": BUILD,
            "container_name": "shop",
            "deploy": {"replicas": 2, "placement": {}},
            "command": ["serve", "--key=a$b"],
            "ports": [{"target": 80, "published": "8080", "host_ip": "127.0.0.1"}],
            "networks": {"edge": None},
        },
        "migrate": {"image": "shop:dev", "build": BUILD},
        "db": {"image": "db:1", "networks": {"data": None}},
    },
    "networks": {"edge": {"name": "gonogo-r1_edge"}, "data": {"name": "fixed"}},
    "volumes": {"rows": {"name": "rows-of-shop"}, "media": {"name": "media", "external": True}},
}
OLD, NEW, DIGEST = (f"sha256:{word * 32}" for word in ("0a", "0b", "0c"))
COMPOSE = Compose(service="web", port=80, entry_service="web", entry_port=80)


class Engine:
    """An engine with two images; the older has a digest of a registry's."""

    def __init__(self, **named: str) -> None:
        self.named, self.images = named, self

    def get(self, image: str) -> Any:
        if image == "refused":
            raise APIError("no")
        if image in self.named.values():
            return SimpleNamespace(id=image)
        if image not in self.named:
            raise ImageNotFound("none")
        return SimpleNamespace(id=self.named[image])

    def list(self) -> list[Any]:
        return [SimpleNamespace(id=OLD, attrs={"RepoDigests": [f"registry.example.com/shop@{DIGEST}"]})]


def project(engine: Any, rendered: dict[str, Any] = RENDERED) -> Any:
    return SimpleNamespace(engine=engine, rendered=rendered, name="gonogo-r1")


def test_a_second_stack_has_no_name_and_no_port_of_the_first() -> None:
    before = copy.deepcopy(RENDERED)
    made = apart(RENDERED, "gonogo-r1-baseline", {"web": OLD, "migrate": OLD})
    assert before == RENDERED
    assert made["name"] == "gonogo-r1-baseline"
    assert made["networks"] == {
        "edge": {"name": "gonogo-r1-baseline_edge"}, "data": {"name": "gonogo-r1-baseline_data"}
    }  # fmt: skip
    assert made["volumes"]["rows"] == {"name": "gonogo-r1-baseline_rows"}
    assert made["volumes"]["media"] == RENDERED["volumes"]["media"]
    assert made["services"]["web"] == {
        "image": OLD,
        "pull_policy": "never",
        "deploy": {"replicas": 2},
        "command": ["serve", "--key=a$$b"],
        "ports": [{"target": 80, "host_ip": "127.0.0.1"}],
        "networks": {"edge": None},
    }
    assert made["services"]["migrate"]["image"] == OLD
    assert made["services"]["db"]["image"] == "db:1"
    assert "pull_policy" not in made["services"]["db"]


def test_the_release_is_all_that_is_the_same_build() -> None:
    services = RENDERED["services"]
    assert of_the_release(services, "web") == {"web", "migrate"}
    unnamed = {n: {k: v for k, v in s.items() if k != "image"} for n, s in services.items()}
    assert of_the_release(unnamed, "web") == {"web", "migrate"}
    other = unnamed | {"migrate": {"build": BUILD | {"target": "tools"}}}
    assert of_the_release(other, "web") == {"web"}


def test_only_networks_that_others_share_stand_in_the_way() -> None:
    shared = RENDERED | {"networks": {"edge": {"external": True, "name": "proxies"}, "data": {}}}
    assert shared_networks(RENDERED, {"web", "db"}) == []
    assert shared_networks(shared, {"web", "db"}) == ["edge"]
    assert shared_networks(shared, {"db"}) == []
    with pytest.raises(ValueError, match="--baseline=shop:1: the stack is on the external network edge"):
        check_networks(project(Engine(), shared), COMPOSE, "shop:1")
    check_networks(project(Engine()), COMPOSE, "shop:1")


@pytest.mark.parametrize("image", ["shop:dev", "shop:same", NEW])
def test_the_candidate_is_no_baseline(image: str) -> None:
    engine = Engine(**{"shop:dev": NEW, "shop:same": NEW, "shop:1": OLD})
    with pytest.raises(
        ValueError, match=f"--baseline={image}: it is the candidate itself: both are sha256:0b"
    ):
        check_image(project(engine), COMPOSE, image, builds=False)
    check_image(project(engine), COMPOSE, image, builds=True)


@pytest.mark.parametrize("image", ["shop:1", OLD, DIGEST, "elsewhere:1", "refused"])
def test_another_image_is_a_baseline_and_so_is_one_that_is_not_here_yet(image: str) -> None:
    engine = Engine(**{"shop:dev": NEW, "shop:1": OLD})
    check_image(project(engine), COMPOSE, image, builds=False)
    check_image(project(Engine()), COMPOSE, image, builds=False)


def test_an_image_is_found_by_name_id_and_digest() -> None:
    engine = Engine(**{"shop:1": OLD})
    assert [found(engine, image) for image in ("shop:1", OLD, DIGEST, NEW, "none:1")] == [
        OLD,
        OLD,
        OLD,
        "",
        "",
    ]
    with pytest.raises(TargetError, match="the engine cannot be asked for the baseline image refused"):
        found(engine, "refused")


def test_what_is_removed_is_of_that_stack_alone() -> None:
    names = [
        "gonogo-7-baseline-web-1",
        "gonogo-7-baseline_data",
        "gonogo-7-web-1",
        "gonogo-7-baseline2-web-1",
    ]
    there = [Resource("container", name, name, "7") for name in names]
    assert [one.name for one in of_project("gonogo-7-baseline", there)] == names[:2]


def test_what_is_not_here_is_pulled_or_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    engine = Engine()
    with pytest.raises(TargetError, match=r"is not on this machine; to pull it, name it with its repository"):
        provided(engine, NEW)

    client = tmp_path / "docker"
    client.write_text("#!/bin/sh\necho 'manifest unknown' >&2\nexit 1\n")
    client.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    with pytest.raises(
        TargetError, match=r"image shop:9 is not on this machine and cannot be pulled: .*unknown"
    ):
        provided(engine, "shop:9")

    monkeypatch.setattr(baseline_image, "_pull", lambda image: engine.named.update({image: OLD}))
    assert provided(engine, "shop:9") == OLD
