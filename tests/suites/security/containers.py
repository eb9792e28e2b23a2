"""Containers that the tests of the rules on posture share."""

from dataclasses import replace

from gonogo.suites.security.observations.containers import Container, Inspected, Port
from tests.judging import contract

CONTRACT = contract(
    containers={
        "capabilities": {"edge": ["NET_BIND_SERVICE"]},
        "published": {"shop": [80]},
        "writable": ["scratch"],
        "root": ["scratch"],
    }
)
SHOP = Container(
    name="shop-1",
    service="shop",
    uid=910,
    effective=0,
    privileged=False,
    added=(),
    mounts=("/srv/shop/config",),
    read_only_root=True,
    memory_bytes=1 << 28,
    processes=64,
    cpus=0.5,
    host_namespaces=(),
    ports=(Port(80, "127.0.0.1"),),
)


def inspected(*containers: Container, **changes: object) -> Inspected:
    return Inspected(containers or (replace(SHOP, **changes),))  # type: ignore[arg-type]
