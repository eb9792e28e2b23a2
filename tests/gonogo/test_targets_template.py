"""The release's service as a container by itself: as the compose files say, less its network."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from docker.errors import APIError

from gonogo.targets.template import ContainerTrial, alone, copied, listens, without_interpolation

SERVICE: dict[str, Any] = {
    "build": {"context": "."},
    "command": ["serve", "--key=a$b"],
    "entrypoint": ["/start"],
    "environment": {"KEY": "a$b"},
    "read_only": True,
    "user": "910",
    "cap_drop": ["ALL"],
    "tmpfs": ["/tmp:size=16m", "/run"],
    "mem_limit": "64m",
    "shm_size": "8m",
    "container_name": "shop",
    "depends_on": {"db": {}},
    "ports": [{"target": 80}],
    "networks": {"edge": None},
    "extra_hosts": ["a=1.2.3.4"],
    "restart": "always",
    "ipc": "service:db",
    "deploy": {"replicas": 3, "restart_policy": {}, "resources": {"limits": {"memory": "64M"}}},
    "volumes": [
        {"type": "volume", "source": "data", "target": "/data"},
        {"type": "volume", "source": "certs", "target": "/certs", "read_only": True},
        {"type": "bind", "source": "/srv/conf", "target": "/conf", "read_only": True},
        {"type": "tmpfs", "target": "/cache"},
    ],
    "secrets": [{"source": "key"}],
}
RENDERED = {
    "services": {"web": SERVICE, "db": {}},
    "volumes": {"data": {"name": "p_data"}, "certs": {"name": "certs", "external": True}},
    "secrets": {"key": {"file": "/srv/key"}},
    "networks": {"edge": {}},
}


def test_what_the_service_says_stays_and_its_network_goes() -> None:
    made = alone(RENDERED, "web", "shop:1")
    (service,) = made["services"].values()
    kept = ("entrypoint", "read_only", "user", "cap_drop", "tmpfs", "mem_limit", "shm_size", "secrets")
    assert {key: service[key] for key in kept} == {key: SERVICE[key] for key in kept}
    assert (service["image"], service["network_mode"], service["restart"]) == ("shop:1", "none", "no")
    assert service["deploy"] == {"resources": {"limits": {"memory": "64M"}}}
    gone = {"build", "container_name", "depends_on", "ports", "networks", "extra_hosts", "ipc"}
    assert gone & service.keys() == set()
    assert made["secrets"] == RENDERED["secrets"]
    assert "networks" not in made


def test_a_volume_that_it_may_write_is_an_empty_one_of_its_own() -> None:
    made = alone(RENDERED, "web", "shop:1")
    data, certs, conf, cache = made["services"]["web"]["volumes"]
    assert data == {"type": "volume", "target": "/data"}
    assert (certs["source"], conf["source"], cache["target"]) == ("certs", "/srv/conf", "/cache")
    assert made["volumes"] == {"certs": {"name": "certs", "external": True}}


def test_a_dollar_is_written_as_compose_reads_it() -> None:
    service = alone(RENDERED, "web", "shop:1")["services"]["web"]
    assert (service["environment"]["KEY"], service["command"]) == ("a$$b", ["serve", "--key=a$$b"])
    assert without_interpolation([{"a": "$x"}, 1]) == [{"a": "$$x"}, 1]


def test_a_copy_has_its_own_variables_and_belongs_to_no_project() -> None:
    config = {
        "Env": ["PATH=/bin", "KEY=a=b", "GONE=1", "UNSET"],
        "Labels": {"com.docker.compose.project": "p", "team": "shop"},
        "Cmd": ["serve"],
    }
    made = copied(config, {"KEY": "", "NEW": "x", "GONE": None}, "r1")
    assert made["Env"] == ["PATH=/bin", "KEY=", "UNSET", "NEW=x"]
    assert (made["Labels"], made["Cmd"]) == ({"team": "shop", "gonogo.run": "r1"}, ["serve"])


TABLE = """  sl  local_address rem_address   st tx_queue
   0: 00000000:1F40 00000000:0000 0A 00000000:00000000
   1: 0100007F:1F41 0100007F:C350 01 00000000:00000000
"""


@pytest.mark.parametrize(("port", "found"), [(8000, True), (8001, False), (80, False)])
def test_a_port_on_which_it_listens(port: int, *, found: bool) -> None:
    assert listens(TABLE, port) is found


def container(status: str, output: bytes = b"", error: Exception | None = None) -> Any:
    def execute(_words: list[str]) -> tuple[int, bytes]:
        if error:
            raise error
        return 0, output

    state = {"Status": status, "ExitCode": 3}
    return SimpleNamespace(
        attrs={"State": state}, reload=lambda: None, exec_run=execute, logs=lambda tail: b"said\n"
    )


def test_a_trial_tells_its_end_its_port_and_its_words() -> None:
    assert ContainerTrial(container("running"), 80).status() is None
    assert ContainerTrial(container("running", TABLE.encode()), 8000).serves()
    assert not ContainerTrial(container("exited", error=APIError("not running")), 8000).serves()
    seen = ContainerTrial(container("exited"), 80).wait(5.0)
    assert (seen.status, seen.output) == (3, "said\n")
