"""Services of the compose files that are found under the release's name, and are set otherwise.

Source: Compose Specification, networks, `aliases` (any number of services may share one; which of them a name
resolves to is not guaranteed).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from gonogo.contract.deployment import Compose
from gonogo.contract.model import Contract
from gonogo.core.observation import Can
from gonogo.suites.config.observations.starts import Stray
from gonogo.targets.base import Target, TargetError
from gonogo.targets.rendering import render

_Service = Mapping[str, Any]
_OF_ONE_ALONE = re.compile(
    r"(?:^|_)(?:INSTANCE|REPLICA|SLOT|COLOU?R)$|^(?:HOSTNAME|NODE|POD|ZONE|REGION)$"
    r"|(?:^|_)(?:INSTANCE|REPLICA|NODE|POD|CONTAINER|SLOT|WORKER|HOST|SERVER|MACHINE)_?(?:ID|NAME|NO|NUMBER|INDEX)$"
    r"|MIGRAT|CRON|SCHEDUL|LEADER|BEAT",
    re.IGNORECASE,
)
"""What tells one replica from the others, or gives one of them a task beside what all do."""


def strays(target: Target, contract: Contract) -> tuple[Stray, ...]:
    """Return those that a stack starts; none where nobody can render the files, which other rules tell."""
    compose = contract.deployment.compose if contract.deployment else None
    if compose is None or Can.READ_SOURCE not in target.can():
        return ()
    try:
        services = render(target.context, ()).services
    except TargetError:
        return ()
    return tuple(_strays(services, compose))


def _strays(services: Mapping[str, _Service], compose: Compose) -> Iterator[Stray]:
    release = services.get(compose.service) or {}
    ways = _ways_in(services, compose)
    for name, made in sorted(services.items()):
        shared = _names(name, made, ways) & _names(compose.service, release, ways)
        if name == compose.service or not shared or not _is_one(made, release) or not _runs(made):
            continue
        if differing := tuple(_differing((name, made), (compose.service, release))):
            yield Stray(
                name, compose.service, " and ".join(sorted({alias for _, alias in shared})), differing
            )


def _ways_in(services: Mapping[str, _Service], compose: Compose) -> set[str]:
    """Return the networks on which what stands before the release looks for it."""
    if compose.traffic_network:
        return {compose.traffic_network}
    if compose.entry_service == compose.service:
        return set()
    entry = services.get(compose.entry_service) or {}
    return {*(entry.get("networks") or ())}


def _names(name: str, made: _Service, ways: set[str]) -> set[tuple[str, str]]:
    """Return each name by which a service is found on one of the networks, beside that network."""
    networks = made.get("networks") or {}
    own = [name, *([made["container_name"]] if made.get("container_name") else [])]
    return {
        (network, alias)
        for network in ways & {*networks}
        for alias in (*own, *((networks[network] or {}).get("aliases") or ()))
    }


def _is_one(made: _Service, release: _Service) -> bool:
    """Whether it is the release too, be it another version: by the image's name, else by what is built."""
    return bool(what := _what(release)) and _what(made) == what


def _what(made: _Service) -> str:
    image = str(made.get("image") or "").partition("@")[0]
    if image:
        return re.sub(r":[^/:]*$", "", image)
    build = made.get("build") or {}
    return f"{build.get('context')} {build.get('dockerfile')} {build.get('target')}" if build else ""


def _runs(made: _Service) -> bool:
    deploy = made.get("deploy") or {}
    return deploy.get("replicas", made.get("scale", 1)) != 0


def _differing(one: tuple[str, _Service], other: tuple[str, _Service]) -> Iterator[str]:
    """Name what is set otherwise, but for its own name wherever that stands; values may be secrets."""
    there, here = _settings(one[1]), _settings(other[1])
    for key in sorted({*there, *here}):
        said, wanted = there.get(key, ""), here.get(key, "")
        apart = said != wanted and _unnamed(said, one[0]) != _unnamed(wanted, other[0])
        if apart and not _OF_ONE_ALONE.search(key):
            yield key


def _unnamed(text: str, name: str) -> str:
    return re.sub(rf"(?<![\w-]){re.escape(name)}(?![\w-])", "@", text)


def _settings(made: _Service) -> dict[str, str]:
    """Return each setting; one that is empty is as none."""
    environment = made.get("environment") or {}
    found = {key: str(value) for key, value in environment.items() if value is not None}
    found |= {key: str(made[key]) for key in ("image", "command", "entrypoint") if made.get(key)}
    return found | {f"configuration at {one.get('target')}": str(one.get("source")) for one in _files(made)}


def _files(made: _Service) -> Iterator[Mapping[str, Any]]:
    """Give the configurations that it has, and the files of this folder; a folder may be its own data."""
    yield from made.get("configs") or ()
    for mount in made.get("volumes") or ():
        if mount.get("type") == "bind" and Path(str(mount.get("source"))).is_file():
            yield mount
