"""What the collector is asked, with one that finds a target while it is looked at."""

from __future__ import annotations

import json
from typing import Any

from gonogo.suites.metrics.experiments.collector import ask_the_collector
from gonogo.suites.metrics.observations.collector import Collector
from tests.judging import contract, done
from tests.suites.loopback import Handler, Loopback

WATCHED = {"service": "prometheus", "port": 9090, "jobs": ["shop"], "settles_within_seconds": 1.0}
CONTRACT = contract(monitoring=WATCHED)


def target(instance: str, health: str) -> dict[str, Any]:
    return {"labels": {"job": "shop", "instance": instance}, "health": health, "lastError": ""}


def asked(*looks: list[dict[str, Any]]) -> tuple[Collector, int]:
    """Ask a collector that shows these looks, one after the other, and its last one for ever."""
    left = list(looks)
    count = 0

    class Prometheus(Handler):
        def respond(self) -> None:
            nonlocal count
            count += 1
            shown = left.pop(0) if len(left) > 1 else left[0]
            self.answer(200, json.dumps({"data": {"activeTargets": shown}}), "application/json")

    class Stack:
        def __init__(self, url: str) -> None:
            self.url = url

        def service_url(self, _service: str, _port: int) -> str:
            return self.url

    with Loopback(Prometheus) as server:
        return done(ask_the_collector, Stack(server.url), CONTRACT), count


def test_the_look_that_was_waited_for_is_the_one_that_is_judged() -> None:
    well = [target("a", "up")]
    seen, looks = asked(well, [*well, target("b", "unknown")])
    assert ([one.health for one in seen.targets], looks) == (["up"], 1)


def test_a_target_that_is_not_scraped_yet_is_waited_for() -> None:
    seen, looks = asked([target("a", "unknown")], [target("a", "up")])
    assert ([one.health for one in seen.targets], looks) == (["up"], 2)


def test_what_never_comes_up_is_told_as_it_is() -> None:
    seen, _ = asked([target("a", "down")])
    assert [one.health for one in seen.targets] == ["down"]
