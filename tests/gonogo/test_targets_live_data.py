"""A stack whose database would open a developer's own data is never started."""

from __future__ import annotations

from typing import Any

import pytest

from gonogo.targets.preflight import complaints
from tests.judging import contract

DATA = "/var/lib/postgresql/data"
PORTS = [{"target": 80, "published": "0", "host_ip": "127.0.0.1", "protocol": "tcp"}]
VOLUMES = {
    "own": {"name": "gonogo-1_own"},
    "named": {"name": "shop"},
    "outer": {"name": "shop", "external": True},
    "bound": {"name": "gonogo-1_bound", "driver_opts": {"type": "none", "o": "bind", "device": "/x"}},
}


def said(volume: dict[str, Any], image: str = "postgres:17", only: tuple[str, ...] = ()) -> list[str]:
    services = {"web": {"ports": PORTS}, "db": {"image": image, "volumes": [volume]}}
    files = {"name": "gonogo-1", "services": services, "volumes": VOLUMES}
    stated = {"service": "web", "port": 80, "entry_service": "web", "entry_port": 80, "only": only}
    return complaints(files, contract(deployment={"compose": stated}))


@pytest.mark.parametrize(
    ("volume", "holds"),
    [
        ({"type": "bind", "source": "/shop/data", "target": DATA}, "the folder /shop/data"),
        ({"type": "volume", "source": "outer", "target": DATA}, "the volume shop"),
        ({"type": "volume", "source": "named", "target": DATA}, "the volume shop"),
        ({"type": "volume", "source": "bound", "target": DATA}, "the folder /x"),
    ],
)
def test_it_is_named_with_the_way_out(volume: dict[str, Any], holds: str) -> None:
    (one,) = said(volume)
    assert one.startswith(f"deployment.compose.files: db keeps its data in {holds}, which is not")
    assert f"volumes: [{{type: volume, target: {DATA}}}]" in one


@pytest.mark.parametrize(
    "volume",
    [
        {"type": "bind", "source": "/shop/data", "target": DATA, "read_only": True},
        {"type": "volume", "target": DATA},
        {"type": "volume", "source": "own", "target": DATA},
        {"type": "tmpfs", "target": DATA},
        {"type": "bind", "source": "/shop/init.sql", "target": "/docker-entrypoint-initdb.d/init.sql"},
    ],
)
def test_data_of_the_run_is_not_complained_about(volume: dict[str, Any]) -> None:
    assert said(volume) == []


def test_what_is_not_started_or_no_database_is_not_either() -> None:
    volume = {"type": "bind", "source": "/shop/data", "target": DATA}
    assert said(volume, only=("web",)) == []
    assert said(volume | {"target": "/data"}, image="shop/files") == []
