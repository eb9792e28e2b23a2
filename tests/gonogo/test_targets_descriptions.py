"""What is added to the engine's description of a container: folders behind volumes, processors in all."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from docker.errors import NotFound

from gonogo.suites.security.experiments.containers import inspect_containers
from gonogo.targets.base import ContainerState
from gonogo.targets.descriptions import described

BOUND = {"type": "none", "o": "bind", "device": "/etc"}


class Engine:
    """One that has a volume with the options, and so many processors."""

    def __init__(self, options: dict[str, str] | None = None, processors: int = 4) -> None:
        self.volumes = self
        self.options, self.processors, self.asked = options, processors, 0

    def get(self, name: str) -> Any:
        if name != "shop_data":
            raise NotFound("no such volume")
        return SimpleNamespace(attrs={"Options": self.options})

    def info(self) -> dict[str, int]:
        self.asked += 1
        return {"NCPU": self.processors}


def of(engine: Engine, mounts: list[dict[str, str]], **host: Any) -> Any:
    attributes = {"Id": "1", "HostConfig": host, "Mounts": mounts, "NetworkSettings": {}}
    (told,) = described(engine, [SimpleNamespace(attrs=attributes)])
    state = ContainerState("shop-1", "shop", told, "")
    target: Any = SimpleNamespace(container_states=lambda: [state])
    (container,) = inspect_containers(target).containers
    return container


def volume(name: str = "shop_data", driver: str = "local") -> dict[str, str]:
    place = f"/var/lib/docker/volumes/{name}/_data"
    return {"Type": "volume", "Name": name, "Driver": driver, "Source": place, "Destination": "/data"}


@pytest.mark.parametrize(
    ("options", "mounts"),
    [
        (BOUND, ("/etc",)),
        (BOUND | {"o": "ro,rbind", "device": "/"}, ("/",)),
        (BOUND | {"device": "/var/run/docker.sock"}, ("/var/run/docker.sock",)),
        ({"type": "nfs", "o": "addr=192.0.2.1,rw", "device": ":/etc"}, ()),
        ({"type": "tmpfs", "device": "tmpfs", "o": "size=10m"}, ()),
        ({"type": "ext4", "device": "/dev/sdb1"}, ()),
        ({}, ()),
        (None, ()),
    ],
)
def test_a_volume_that_binds_a_folder_is_that_folder(
    options: dict[str, str] | None, mounts: tuple[str, ...]
) -> None:
    assert of(Engine(options), [volume()]).mounts == mounts


def test_what_is_no_local_volume_or_gone_is_left_as_it_is() -> None:
    mounts = [volume(driver="rexray"), volume("gone"), {"Type": "bind", "Source": "/srv/shop"}]
    assert of(Engine(BOUND), mounts).mounts == ("/srv/shop",)


@pytest.mark.parametrize(("kept_to", "cpus"), [("0-3", None), ("0-2", 3.0), ("", None)])
def test_all_processors_of_the_machine_are_no_limit(kept_to: str, cpus: float | None) -> None:
    assert of(Engine(), [], CpusetCpus=kept_to).cpus == cpus


def test_the_machine_is_asked_for_only_where_it_matters() -> None:
    engine = Engine()
    of(engine, [], NanoCpus=1)
    assert engine.asked == 0
    of(engine, [], CpusetCpus="0")
    assert engine.asked == 1
