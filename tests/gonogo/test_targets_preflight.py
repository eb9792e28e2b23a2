"""What the rendered compose files say before anything is started."""

from __future__ import annotations

from typing import Any

import pytest

from gonogo.targets.preflight import closure, complaints, published_twice
from tests.judging import contract

PORTS = [{"target": 80, "published": "0", "host_ip": "127.0.0.1", "protocol": "tcp"}]


def rendered(**web: Any) -> dict[str, Any]:
    own = {"ports": PORTS, "networks": {"edge": None, "data": None}, "depends_on": {"db": {}}}
    services = {"web": own | web, "db": {"networks": {"data": None}}, "board": {}}
    return {"services": services, "networks": {"edge": {}, "data": {}}}


def said(files: dict[str, Any] | None = None, profiled: Any = None, **compose: Any) -> list[str]:
    stated = {"service": "web", "port": 80, "entry_service": "web", "entry_port": 80} | compose
    dependencies: dict[str, Any] = {"store": {"service": stated.pop("store", "db")}}
    if migrates := stated.pop("migrates", ""):
        migration = {"service": migrates, "variable": "DATABASE"}
        made = {"client": ["psql"], "database": "shop", "migration": migration}
        dependencies["store"]["postgresql"] = made
    logs = {"request_id": {"header": "X-Request-ID", "services": stated.pop("loggers", [])}}
    promised = contract(deployment={"compose": stated}, dependencies=dependencies, security={"logs": logs})
    return complaints(files or rendered(), promised, profiled or {})


def test_files_that_have_it_all_are_not_complained_about() -> None:
    assert said(traffic_network="edge") == []
    assert said(only=["web"], loggers=["board"]) == []


@pytest.mark.parametrize(
    ("changed", "begins", "holds"),
    [
        ({"service": "wob"}, "deployment.compose.service: wob is no service", "did you mean web?"),
        ({"entry_service": "front"}, "deployment.compose.entry_service: front is no", "board, db, web"),
        ({"store": "postgres"}, "dependencies.store.service: postgres is no", "board, db, web"),
        ({"migrates": "job"}, "dependencies.store.postgresql.migration.service: job is no", "board, db"),
        ({"loggers": ["bord"]}, "security.logs.request_id.services: bord is no", "mean board?"),
        ({"only": ["board"]}, "deployment.compose.service: web is not among", "only starts (board)"),
        ({"port": 81}, "deployment.compose.port: web publishes no port 81, only 80", '"127.0.0.1::81"'),
        ({"entry_port": 82}, "deployment.compose.entry_port: web publishes no port 82", "127.0.0.1::82"),
        ({"traffic_network": "egde"}, "deployment.compose.traffic_network: egde is no", "mean edge?"),
    ],
)
def test_what_they_lack_is_one_sentence_with_the_key(
    changed: dict[str, Any], begins: str, holds: str
) -> None:
    one = said(**changed)[0]
    assert one.startswith(begins)
    assert holds in one
    assert "\n" not in one


@pytest.mark.parametrize(
    ("web", "network", "holds"),
    [
        ({"ports": []}, None, "publishes no port 80; add"),
        ({"ports": [PORTS[0] | {"host_ip": "10.0.0.5"}]}, None, "only on 10.0.0.5"),
        ({"ports": [PORTS[0] | {"protocol": "udp"}]}, None, "publishes no port 80;"),
        ({"ports": None, "network_mode": "host"}, None, "network_mode: host"),
        (
            {"ports": None, "network_mode": "service:vpn"},
            None,
            "network_mode: service:vpn; give it a network",
        ),
        ({"ports": None, "network_mode": "container:vpn"}, None, "network_mode: container:vpn"),
        ({"ports": None, "network_mode": "none"}, None, "network_mode: none; give it a network"),
        ({"network_mode": "none"}, None, "network_mode: none; give it a network"),
        ({"networks": {"edge": None}}, "edge", "is the only network of web"),
        ({"networks": {"data": None}}, "edge", "web is not on the network edge, only on data"),
    ],
)
def test_a_port_or_a_network_of_no_use_is_told(web: dict[str, Any], network: str | None, holds: str) -> None:
    (one,) = said(rendered(**web), traffic_network=network)
    assert holds in one


def test_one_network_for_everything_is_told_with_what_is_wanted() -> None:
    files = {"services": {"web": {"ports": PORTS, "networks": {"default": None}}, "db": {}}}
    (one,) = said(files | {"networks": {"default": {}}}, traffic_network="default")
    assert "give web a second network" in one
    assert "or leave the key out" in one


def test_a_service_of_a_profile_is_told_as_one() -> None:
    (one,) = said(store="cache", profiled={"cache": {"profiles": ["extra"]}})
    assert "cache is started with the profile extra alone" in one


def test_what_is_started_is_what_is_named_and_what_that_waits_for() -> None:
    services = rendered()["services"]
    assert closure(services, ("web",)) == {"web", "db"}
    assert closure(services, ()) == {"web", "db", "board"}


@pytest.mark.parametrize(
    ("services", "twice"),
    [
        ({"a": {"ports": [{"published": "80"}]}, "b": {"ports": [{"published": "80"}]}}, ["80/tcp"]),
        ({"a": {"ports": [{"published": "80"}], "deploy": {"replicas": 2}}}, ["80/tcp"]),
        ({"a": {"ports": [{"published": "80"}]}, "b": {"ports": [{"published": "81"}]}}, []),
        ({"a": {"ports": [{"published": "0"}, {}]}, "b": {"ports": [{"published": "0"}]}}, []),
        ({"a": {"ports": [{"published": "80"}, {"published": "80", "protocol": "udp"}]}}, []),
        ({"a": {"ports": [{"published": "80"}]}, "b": {"ports": [{"published": "80"}], "scale": 0}}, []),
        ({"a": {"ports": [{"published": "80"}] * 2, "network_mode": "host"}}, []),
    ],
)
def test_a_host_port_that_is_published_twice(services: dict[str, Any], twice: list[str]) -> None:
    assert published_twice(services) == twice


@pytest.mark.parametrize(
    ("addresses", "twice"),
    [
        (("127.0.0.1", "127.0.0.2"), False),
        (("0.0.0.0", "::"), False),  # noqa: S104 - nothing is bound
        (("127.0.0.1", "::1"), False),
        (("127.0.0.1", "127.0.0.1"), True),
        (("", "127.0.0.1"), True),
        (("::", "::1"), True),
        ((None, None), True),
        ((None, "::"), True),
        ((None, "[::]"), True),
        ((None, "::1"), True),
        ((None, "127.0.0.1"), True),
        (("localhost", "127.0.0.1"), True),
        (("localhost", "127.0.0.2"), False),
        (("localhost", "::1"), False),
    ],
)
def test_addresses_of_their_own_do_not_collide(addresses: tuple[str | None, ...], *, twice: bool) -> None:
    services = {
        str(n): {"ports": [{"published": "8000", "host_ip": address}]} for n, address in enumerate(addresses)
    }
    assert bool(published_twice(services)) is twice
