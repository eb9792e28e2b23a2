from typing import Any

from gonogo.suites.health.experiments.reads import read_probes
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
