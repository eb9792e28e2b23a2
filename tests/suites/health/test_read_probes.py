from typing import Any
from urllib.parse import urlsplit

from gonogo.contract.model import Contract
from gonogo.suites.health.experiments.reads import read_probes, sources_of
from gonogo.targets.base import Replica
from tests.judging import done
from tests.suites.health.examples import CONTRACT
from tests.suites.health.shop import Shop


def test_each_probe_is_read_at_the_entry_and_a_sibling_beside_it() -> None:
    with Shop() as shop:
        target: Any = shop
        seen = done(read_probes, target, CONTRACT)
    assert [r.path for r in seen.reads] == ["/alive", "/ready", "/started", "/state"] * 3
    assert {(r.source, r.status, r.media_type) for r in seen.reads} == {
        ("entry", 200, "application/health+json")
    }
    assert [r.status for r in seen.siblings] == [404] * 4
    assert seen.siblings[0].path.startswith("/alive-")
    assert [(r.status, r.path.count("/")) for r in seen.absent] == [(404, 1)]


def test_replicas_elsewhere_are_read_once_each() -> None:
    with Shop() as shop, Shop() as other:
        shop.replicas = (*shop.replicas, Replica("b", other.entry))
        target: Any = shop
        seen = done(read_probes, target, CONTRACT)
    assert [r.source for r in seen.reads] == ["entry"] * 12 + ["b"] * 4
    assert len(other.asked) == 4


def test_a_dead_target_is_read_as_no_answer() -> None:
    with Shop() as shop:
        target: Any = shop
    seen = done(read_probes, target, CONTRACT)
    assert {(r.status, r.error) for r in (*seen.reads, *seen.siblings)} == {(None, "refused")}


def managed(path: str) -> Contract:
    return Contract.model_validate({"service": "x", "health": {"liveness": {"path": path}}})


def test_a_probe_on_a_port_of_its_own_is_read_there_with_what_lies_beside_it() -> None:
    with Shop() as shop, Shop() as management:
        target: Any = shop
        port = urlsplit(management.entry).port
        seen = done(read_probes, target, managed(f":{port}/alive"))
        elsewhere = done(read_probes, target, managed(f"{management.entry}/alive"))
    for each in (seen, elsewhere):
        assert [r.status for r in each.reads] == [200] * 3
        assert [r.status for r in (*each.siblings, *each.absent)] == [404, 404]
    assert shop.asked == []


def test_what_stands_before_replicas_does_not_serve_their_other_ports() -> None:
    with Shop() as shop:
        shop.replicas = (Replica("a", "http://127.0.0.1:1"), Replica("b", "http://127.0.0.1:2"))
        target: Any = shop
        assert [name for name, _ in sources_of(target, "/alive")] == ["entry", "a", "b"]
        assert [name for name, _ in sources_of(target, ":9/alive")] == ["a", "b"]
        assert [name for name, _ in sources_of(target, "http://127.0.0.1:9/alive")] == ["entry"]
