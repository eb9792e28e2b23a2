"""What a URL can do depends on what was given beside it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from gonogo.core.discover import discover
from gonogo.core.observation import Can
from gonogo.core.scope import why_not
from gonogo.targets.live import Live
from tests.judging import contract

REPLICAS, EXPOSITION = Can.REACH_REPLICAS, Can.READ_EXPOSITION
JOURNEY = {"name": "list", "path": "/things", "rate_per_second": 5}
SECTIONS: dict[str, Any] = {
    "health": {"liveness": {"path": "/live"}},
    "latency": {"journeys": [JOURNEY]},
    "metrics": {"exposure": "public"},
}


def live(*replicas: str, **sections: Any) -> Live:
    options = SimpleNamespace(target="http://127.0.0.1:8000", replicas=replicas, allow_writes=True, logins=())
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
