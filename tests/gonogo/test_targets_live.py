"""What a URL can do depends on what was given beside it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from gonogo.core.discover import discover
from gonogo.core.observation import Can
from gonogo.core.scope import why_not
from gonogo.targets.base import ProcessState
from gonogo.targets.live import Live
from tests.judging import contract
from tests.suites.loopback import Handler, Loopback
from tests.suites.shop import shop

REPLICAS, EXPOSITION = Can.REACH_REPLICAS, Can.READ_EXPOSITION
JOURNEY = {"name": "list", "path": "/things", "rate_per_second": 5}
SECTIONS: dict[str, Any] = {
    "health": {"liveness": {"path": "/live"}},
    "latency": {"journeys": [JOURNEY]},
    "metrics": {"exposure": "public"},
}


class Exposing(Handler):
    """A process that tells one thing of itself."""

    def respond(self) -> None:
        self.answer(200, "process_open_fds 9\n", "text/plain; version=0.0.4")


def live(*replicas: str, **sections: Any) -> Live:
    permissions = {"allow_writes": True, "allow_load": True}
    return permitted(permissions, *replicas, **sections)


def permitted(permissions: dict[str, bool], *replicas: str, **sections: Any) -> Live:
    options = SimpleNamespace(
        target="http://127.0.0.1:8000", replicas=replicas, logins=(), baseline=None, **permissions
    )
    return Live(cast("Any", SimpleNamespace(contract=contract(**sections), options=options)))


@pytest.mark.parametrize(
    ("replicas", "metrics", "can"),
    [
        ((), None, set()),
        ((), {"exposure": "replica"}, set()),
        ((), {"exposure": "public"}, {EXPOSITION}),
        (("http://127.0.0.1:8001",), None, {REPLICAS, EXPOSITION}),
    ],
)
def test_replicas_are_given_and_an_exposition_may_be_public(
    replicas: tuple[str, ...], metrics: Any, can: set[Can]
) -> None:
    assert live(*replicas, metrics=metrics).can() & {REPLICAS, EXPOSITION} == can


def test_probes_under_load_are_not_possible_without_a_replica() -> None:
    rule = next(rule for rule in discover() if rule.id == "health/probes-answer-under-load")
    alone, beside = live(**SECTIONS), live("http://127.0.0.1:8001", **SECTIONS)
    assert why_not(rule, alone.context.contract, alone.can()) == (
        "not_possible",
        "this target cannot be reached replica by replica: give each replica's URL by --replica",
    )
    assert why_not(rule, beside.context.contract, beside.can()) is None


READ, WRITE = {"name": "list", "path": "/things"}, {"name": "make", "path": "/things", "method": "POST"}
COUNTED: dict[str, Any] = {"metrics": {"exposure": "public", "requests": {"series": "requests_total"}}}


@pytest.mark.parametrize(
    ("rule_id", "sections", "needed"),
    [
        ("metrics/traffic-is-conserved", COUNTED | {"traffic": {"requests": [READ]}}, ()),
        ("metrics/traffic-is-conserved", COUNTED | {"traffic": {"requests": [READ, WRITE]}}, ("writes",)),
        ("latency/p95-within-budget", {"journeys": [JOURNEY]}, ("load",)),
        ("latency/p95-within-budget", {"journeys": [JOURNEY | {"method": "POST"}]}, ("load", "writes")),
        ("security/ambiguous-framing-is-refused", {"security": {"framing": {"path": "/"}}}, ("writes",)),
    ],
)
def test_reads_need_no_permission_and_load_needs_its_own(
    rule_id: str, sections: dict[str, Any], needed: tuple[str, ...]
) -> None:
    rule = next(rule for rule in discover() if rule.id == rule_id)
    if "journeys" in sections:
        journeys = [journey | {"budgets": {"p95": 1.0}} for journey in sections["journeys"]]
        sections = {"latency": {"journeys": journeys}}
    asked = [f"--allow-{power}" for power in needed]
    nobody = permitted({"allow_writes": False, "allow_load": False}, **sections)
    missing = why_not(rule, nobody.context.contract, nobody.can())
    assert [word for word in ("--allow-load", "--allow-writes") if missing and word in missing[1]] == asked
    given = permitted({f"allow_{power}": power in needed for power in ("writes", "load")}, **sections)
    assert why_not(rule, given.context.contract, given.can()) is None


@pytest.mark.parametrize(
    ("exposure", "soak", "power"),
    [
        ("replica", {}, Can.READ_PROCESSES),
        ("public", {}, None),
        ("public", {"writes": True}, Can.TAKE_WRITES),
    ],
)
def test_a_soak_needs_an_exposition_and_writes_where_it_writes(
    exposure: str, soak: dict[str, Any], power: Can | None
) -> None:
    rule = next(rule for rule in discover() if rule.id == "latency/memory-comes-to-rest")
    sections = {"latency": {"journeys": [JOURNEY], "soak": soak}, "metrics": {"exposure": exposure}}
    there = permitted({"allow_writes": False, "allow_load": True}, **sections)
    missing = why_not(rule, there.context.contract, there.can())
    assert (missing[1] if missing else "").startswith(f"this target cannot {power.value}" if power else "")
    assert bool(missing) is bool(power)


def test_processes_tell_of_themselves_by_their_exposition() -> None:
    with shop() as url:
        there = live(url, metrics={"path": "/stats"})
        there.attach(there.start())
        assert there.process_states() == []
    with Loopback(Exposing) as server:
        there = live(server.url, metrics={"path": "/stats"})
        there.attach(there.start())
        assert there.process_states() == [ProcessState("replica 1", None, 9)]


@pytest.mark.parametrize(
    ("url", "replicas", "encrypted"),
    [
        ("http://127.0.0.1:8000", (), False),
        ("http://localhost:8000", ("http://[::1]:8001",), False),
        ("http://127.0.0.1:8000", ("https://127.0.0.1:8443",), True),
        ("https://shop.example", (), True),
        ("http://shop.example", (), True),
    ],
)
def test_plain_http_on_loopback_stands_behind_what_speaks_tls(
    url: str, replicas: tuple[str, ...], encrypted: bool
) -> None:
    target = live(*replicas)
    target.context.options.target = url  # type: ignore[misc]
    assert (Can.SPEAK_TLS in target.can()) == encrypted
