from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.security.experiments.containers import inspect_containers
from gonogo.targets.base import Target
from tests.judging import Case
from tests.suites.security.containers import CONTRACT, SHOP, inspected

CASE = Case(
    "security/namespaces-are-their-own",
    CONTRACT,
    clean=inspected(),
    broken=inspected(host_namespaces=("pid",)),
)


def test_the_namespace_is_named() -> None:
    assert [p.observed for p in CASE.problems(CASE.broken)] == ["the host's pid namespace"]


@pytest.mark.parametrize("name", ["network", "pid", "ipc", "uts", "user"])
def test_one_of_them_at_one_container_is_enough(name: str) -> None:
    seen = inspected(SHOP, replace(SHOP, name="exporter-1", service="exporter", host_namespaces=(name,)))
    assert [p.observed for p in CASE.problems(seen)] == [f"the host's {name} namespace"]


def test_several_are_told_together() -> None:
    (problem,) = CASE.problems(inspected(host_namespaces=("network", "pid")))
    assert problem.observed == "the host's network namespace, the host's pid namespace"


@pytest.mark.parametrize(
    "changes",
    [{"ports": ()}, {"mounts": ("/proc",)}, {"privileged": True}],
    ids=["no port", "a mount", "privileges"],
)
def test_what_else_a_container_has_of_the_host_is_another_rules(changes: dict[str, object]) -> None:
    assert CASE.finding(inspected(**changes)).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("host", "shared"),
    [
        ({"UsernsMode": "host"}, ("user",)),
        ({"UsernsMode": "host", "PidMode": "host"}, ("pid", "user")),
        ({"NetworkMode": "host", "IpcMode": "host", "UTSMode": "host"}, ("network", "ipc", "uts")),
        ({"UsernsMode": "", "PidMode": "", "NetworkMode": "shop_default"}, ()),
        ({"UsernsMode": "keep-id", "PidMode": "container:1", "IpcMode": "private"}, ()),
        ({"CgroupnsMode": "host"}, ()),
    ],
)
def test_the_engine_says_which_are_the_hosts(host: dict[str, Any], shared: tuple[str, ...]) -> None:
    described = {"HostConfig": host, "Mounts": [], "NetworkSettings": {}}
    state = SimpleNamespace(name="shop-1", service="shop", process="", description=described)
    target = cast("Target", SimpleNamespace(container_states=lambda: [state]))
    assert inspect_containers(target).containers[0].host_namespaces == shared
