"""Names and addresses of containers and of targets, as engine and collector tell them."""

from __future__ import annotations

import json
from typing import Any

from gonogo.suites.metrics.experiments.watch import see_who_is_watched
from gonogo.suites.metrics.observations.watch import Runs, Watch, Watched
from gonogo.targets.base import ContainerState
from tests.judging import contract, done
from tests.suites.loopback import Handler, Loopback

CONTRACT = contract(
    monitoring={"service": "watch", "jobs": ["shop"], "settles_within_seconds": 0.2, "coverage": {}}
)


def state(service: str, number: int = 1, mode: str = "project_inside", **joined: Any) -> ContainerState:
    networks = {
        "project_inside": {"IPAddress": f"10.0.0.{number}", "Aliases": [service, "SHOP.inside"]} | joined
    }
    description = {
        "Id": f"id-{service}-{number}",
        "Name": f"/project-{service}-{number}",
        "Config": {"Hostname": f"{service}{number}"},
        "HostConfig": {"NetworkMode": mode},
        "NetworkSettings": {"Networks": {} if mode.startswith("container:") else networks},
    }
    return ContainerState(f"{service}-{number}", service, description, "")


def listed(address: str, url: str = "", **meta: str) -> dict[str, Any]:
    return {"labels": {"job": "shop"}, "scrapeUrl": url, "discoveredLabels": {"__address__": address} | meta}


def seen(targets: Any, *states: ContainerState) -> Watch:
    class Prometheus(Handler):
        def respond(self) -> None:
            self.answer(200, json.dumps({"data": {"activeTargets": targets}}), "application/json")

    class Stack:
        def __init__(self, url: str) -> None:
            self.url = url

        def service_url(self, service: str, port: int) -> str:
            assert (service, port) == ("watch", 9090)
            return self.url

        def container_states(self) -> list[ContainerState]:
            return list(states)

    with Loopback(Prometheus) as server:
        return done(see_who_is_watched, Stack(server.url), CONTRACT)


def hosts(*targets: Any) -> list[tuple[str, ...]]:
    return [one.hosts for one in seen(list(targets)).targets]


def test_a_target_has_the_names_by_which_it_was_found_and_is_scraped() -> None:
    dns = listed("10.0.0.2:8000", "http://10.0.0.2:8000/metrics", __meta_dns_name="shop")
    label = listed("[fd00::2]:80", __meta_docker_container_label_com_docker_compose_service="shop")
    probed = listed("http://shop:8000/health", "http://blackbox:9115/probe?target=shop")
    assert hosts(dns, label, probed) == [("10.0.0.2", "shop"), ("fd00::2", "shop"), ("blackbox", "shop")]


def test_what_the_collector_calls_loopback_is_itself() -> None:
    assert hosts(listed("127.0.0.1:9090"), listed("localhost:9090"), listed("[::1]:9090")) == [("watch",)] * 3


def test_a_container_has_the_names_and_addresses_of_every_network() -> None:
    (one,) = seen([], state("shop", DNSNames=["shop1"], GlobalIPv6Address="fd00::2")).containers
    names = ("10.0.0.1", "fd00::2", "project-shop-1", "shop", "shop.inside", "shop1")
    assert one == Runs("shop", "shop-1", names)


def test_who_lives_in_anothers_network_is_behind_its_names() -> None:
    shop, beside = seen([], state("shop"), state("helper", mode="container:id-shop-1")).containers
    assert beside == Runs("helper", "helper-1", shop.names)


def test_a_container_without_a_network_has_its_names_alone() -> None:
    (one,) = seen([], state("shop", mode="container:gone")).containers
    assert one.names == ("project-shop-1", "shop", "shop1")


def test_the_look_in_which_nothing_is_missing_is_judged() -> None:
    watched = seen([listed("shop:80")], state("shop"))
    assert watched.targets == (Watched("shop", ("shop",)),)
