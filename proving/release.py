"""A bad release to prove the gate on: what one seed number changes, or several that touch nothing twice."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from proving.catalogue import Seed
from proving.seed import Injection

_COLLECTIONS = ("files", "source", "advisories")
_START = frozenset({"command", "entrypoint", "image"})


@dataclass(frozen=True)
class Release:
    """Its name among the runs, what is changed, and the seeds that wrap it, as `proving.serve` takes them."""

    name: str
    injection: Injection
    wraps: tuple[str, ...] = ()


def alone(seed: Seed, number: int) -> Release:
    """Return the release that one seed number makes."""
    injection = seed.injection(number)
    wraps = (f"{seed.module}:{number}",) if injection.wraps else ()
    return Release(f"{seed.id}-{number}", injection, wraps)


def together(name: str, members: Sequence[tuple[Seed, int]]) -> Release:
    """Return the release that several make, none of which touches another."""
    parts = [alone(seed, number) for seed, number in members]
    drawn = [part.injection for part in parts]
    merged = Injection(
        wraps=any(one.wraps for one in drawn),
        command=next((one.command for one in drawn if one.command), ()),
        environment={k: v for one in drawn for k, v in one.environment.items()},
        replicas=max(one.replicas for one in drawn),
        dockerfile=next((one.dockerfile for one in drawn if one.dockerfile), ()),
        override=_merged([one.override for one in drawn]),
        files={k: v for one in drawn for k, v in one.files.items()},
        source={k: v for one in drawn for k, v in one.source.items()},
        tls=next((one.tls for one in drawn if one.tls), {}),
        advisories={k: v for one in drawn for k, v in one.advisories.items()},
        waived=tuple(rule for one in drawn for rule in one.waived),
    )
    return Release(name, merged, tuple(word for part in parts for word in part.wraps))


def touching(drawn: Sequence[Injection]) -> str:
    """Return what two of the injections change, or why they exclude each other; empty where neither."""
    return next((why for one, other in combinations(drawn, 2) if (why := _touching(one, other))), "")


def _touching(one: Injection, other: Injection) -> str:
    for name in _COLLECTIONS:
        if shared := _shared(getattr(one, name), getattr(other, name)):
            return f"both bring {shared}"
    if shared := _shared(_places(one), _places(other)):
        return f"both change {shared}"
    if one.tls and other.tls:
        return "both say where TLS ends"
    if one.replicas != other.replicas:
        return "they run different numbers of replicas"
    if (_starts(one) and (other.wraps or _starts(other))) or (_starts(other) and one.wraps):
        return "both say how the release is started"
    return ""


def _starts(injection: Injection) -> bool:
    """Whether it has a start, or an image, of its own: what wraps the release would not be in it."""
    services = injection.override.get("services", {}).values()
    own = any(_START.intersection(service) for service in services if isinstance(service, Mapping))
    return bool(own or injection.command or injection.dockerfile or injection.advisories)


def _places(injection: Injection) -> set[str]:
    """Name what it changes: variables, source files, and what its compose file says of which service."""
    places = {f"variable {name}" for name in injection.environment}
    for key, part in injection.override.items():
        places |= {f"{key} {name}" for name in part} if isinstance(part, Mapping) else {key}
    return places


def _shared(one: Collection[str], other: Collection[str]) -> str:
    return ", ".join(sorted(set(one) & set(other)))


def _merged(overrides: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Merge compose files that name different services."""
    merged: dict[str, Any] = {}
    for key, part in _parts(overrides):
        merged[key] = {**merged.get(key, {}), **part} if isinstance(part, Mapping) else part
    return merged


def _parts(overrides: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, Any]]:
    return (item for override in overrides for item in override.items())
