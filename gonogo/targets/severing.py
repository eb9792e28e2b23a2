"""Take one container off the networks on which it reaches another, and put it back as it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any

from gonogo.targets.base import TargetError


@contextmanager
def severed(engine: Any, container: Any, other: Sequence[Any], entry: Any) -> Iterator[None]:
    """Disconnect it from each network that it shares with the others; TargetError where the entry is on one.

    What only goes by names of an own network stays reachable: published ports, other services.
    """
    shared = sorted(_networks(container) & {name for one in other for name in _networks(one)})
    if not shared:
        raise TargetError(f"{container.name} shares no network with {', '.join(one.name for one in other)}")
    if both := ", ".join(sorted(_networks(entry) & {*shared})):
        raise TargetError(f"{container.name} cannot leave {both}: the entry is on it as well")
    known = container.attrs["NetworkSettings"]["Networks"]
    with ExitStack() as back:  # one that cannot be put back keeps no other from it
        for name in shared:
            network = engine.networks.get(name)
            back.callback(_put_back, network, container, _aliases(container, known[name]))
            network.disconnect(container)
        yield


def _put_back(network: Any, container: Any, aliases: list[str]) -> None:
    container.reload()
    if network.name not in _networks(container):
        network.connect(container, aliases=aliases)


def _networks(container: Any) -> set[str]:
    return set(container.attrs["NetworkSettings"]["Networks"])


def _aliases(container: Any, endpoint: dict[str, Any]) -> list[str]:
    """Return its names there, but for its id, which the engine gives by itself."""
    return [alias for alias in endpoint.get("Aliases") or () if alias != container.short_id]
