"""Ask the collector what it scrapes, and whether it takes its own configuration."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from gonogo.contract.metrics import Monitoring
from gonogo.instruments.probe.ask import probe
from gonogo.instruments.waits import Wait, WaitTimeout
from gonogo.suites.metrics.observations.collector import CheckRun, Collector, Scraped
from gonogo.targets.base import Target, TargetError

_TARGETS = "/api/v1/targets?state=active"


def ask_the_collector(target: Target, monitoring: Monitoring) -> Collector:
    """Wait until each target was scraped, and return what the collector says then; run its checks."""
    targets = _settled(target.service_url(monitoring.service, monitoring.port) + _TARGETS, monitoring)
    checks = (_check(target, monitoring.service, *check) for check in monitoring.checks.items())
    return Collector(targets, tuple(checks))


def _settled(url: str, promised: Monitoring) -> tuple[Scraped, ...]:
    """Return the look in which every target was up, else the last one: what is wrong in it is judged.

    Never one more look after it: a target that was found in between has not been scraped yet.
    """
    seen: tuple[Scraped, ...] = ()

    def all_up() -> bool:
        nonlocal seen
        seen = _scraped(url)
        return all(one.health == "up" for one in seen) and set(promised.jobs) <= {one.job for one in seen}

    with suppress(WaitTimeout):
        Wait("every target was scraped", promised.settles_within_seconds, 0.5).until(all_up)
    return seen


def _scraped(url: str) -> tuple[Scraped, ...]:
    try:
        active: list[dict[str, Any]] = probe(url).json()["data"]["activeTargets"]
    except (ValueError, KeyError, TypeError) as odd:
        raise TargetError(f"the collector did not list its targets: {odd}") from None
    return tuple(
        Scraped(
            one["labels"].get("job", ""), one["labels"].get("instance", ""), one["health"], one["lastError"]
        )
        for one in active
    )


def _check(target: Target, service: str, name: str, command: tuple[str, ...]) -> CheckRun:
    status, output = target.execute_in_service(service, command)
    return CheckRun(name, status, output[-1000:])
