"""Set what runs in the stack beside what the collector scrapes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from gonogo.contract.metrics import Coverage, Monitoring
from gonogo.instruments.probe.ask import probe
from gonogo.instruments.waits import Wait, WaitTimeout
from gonogo.suites.metrics.observations.watch import Runs, Watch, Watched
from gonogo.suites.metrics.watching import unwatched
from gonogo.targets.base import ContainerState, Target, TargetError

_TARGETS = "/api/v1/targets?state=active"
_FOUND_BY = ("__address__", "__meta_dns_name", "__meta_docker_container_label_com_docker_compose_service")
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


def see_who_is_watched(target: Target, monitoring: Monitoring, coverage: Coverage) -> Watch:
    """Look until each container is behind a target, or the time is over; the last look is judged."""
    url = target.service_url(monitoring.service, monitoring.port) + _TARGETS
    seen = Watch((), ())

    def nothing_is_missing() -> bool:
        nonlocal seen
        seen = Watch(_targets(url, monitoring.service), _containers(target.container_states()))
        return bool(seen.targets) and not any(unwatched(seen, coverage))

    with suppress(WaitTimeout):
        Wait("every container is behind a target", monitoring.settles_within_seconds, 1.0).until(
            nothing_is_missing
        )
    return seen


def _targets(url: str, collector: str) -> tuple[Watched, ...]:
    """Return the collector's targets; what it calls loopback is itself."""
    try:
        active: list[dict[str, Any]] = probe(url).json()["data"]["activeTargets"]
        return tuple(_target(one, collector) for one in active)
    except (ValueError, KeyError, TypeError, AttributeError) as odd:
        raise TargetError(f"the collector did not list its targets: {odd}") from None


def _target(one: Mapping[str, Any], collector: str) -> Watched:
    found = one.get("discoveredLabels") or {}
    words = [str(found[name]) for name in _FOUND_BY if found.get(name)] + [str(one.get("scrapeUrl") or "")]
    hosts = {collector if host in _LOOPBACK else host for host in map(_host, words) if host}
    return Watched(str(one["labels"].get("job", "")), tuple(sorted(hosts)))


def _host(word: str) -> str:
    """Return the host of a URL, of `host:port`, or of a host alone."""
    try:
        return urlsplit(word if "//" in word else f"//{word}").hostname or ""
    except ValueError:
        return ""


def _containers(states: list[ContainerState]) -> tuple[Runs, ...]:
    own = {str(state.description.get("Id", "")): tuple(sorted(set(names_of(state)))) for state in states}
    return tuple(
        Runs(state.service, state.name, own.get(_lodger(state)) or own[str(state.description.get("Id", ""))])
        for state in states
    )


def _lodger(state: ContainerState) -> str:
    """Return the id of the container whose network it lives in, empty where it has its own."""
    mode = str(state.description["HostConfig"].get("NetworkMode") or "")
    return mode.removeprefix("container:") if mode.startswith("container:") else ""


def names_of(state: ContainerState) -> Iterator[str]:
    """Give what leads to it on a network: its names in lower case, as in a URL, and its addresses."""
    yield from (state.service.lower(), str(state.description.get("Name", "")).removeprefix("/").lower())
    yield str((state.description.get("Config") or {}).get("Hostname") or "").lower()
    for joined in (state.description["NetworkSettings"].get("Networks") or {}).values():
        yield from (str(name).lower() for key in ("Aliases", "DNSNames") for name in joined.get(key) or ())
        yield from (joined[key] for key in ("IPAddress", "GlobalIPv6Address") if joined.get(key))
