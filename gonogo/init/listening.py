"""At which of its ports a service answers HTTP, as far as its own words and its neighbours' tell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from gonogo.init.environment import environment_of
from gonogo.init.services import as_port, checked, container_port, filled, own_values, told, words_of

_OTHER = re.compile(
    r"(?i)(?:^|[^a-z])(?:grpc|ssh|smtp|imap|mqtt|amqp|debug|inspect|gossip|raft|rpc|jmx|https)(?:[^a-z]|$)"
)
"""Words of variables that name a port of another kind."""
_TLS = frozenset({443, 8443})
_OTHERS = _TLS | {22, 25, 143, 465, 587, 993, 1883, 2345, 5005, 8883, 9229, 50051, 50052}
"""Ports of ssh, mail, TLS, MQTT, of debuggers, and those of gRPC's own examples."""


def in_order(made: Mapping[str, Any], values: Mapping[str, str]) -> list[int]:
    """Return the ports that a service publishes, the likeliest to answer HTTP first.

    That which its health check asks or its variables tell it is before others, and that of another kind last.
    """
    own = own_values(made, values)
    said = " ".join(own.values())
    first = {checked(made, values)[0], *told(made, values)} - _TLS
    others = {port for name, value in own.items() if _OTHER.search(name) and (port := _behind(value))}
    found = [
        (port, port in first, bool(_OTHER.search(str(stated))) or port in others or port in _OTHERS)
        for stated in made.get("ports") or ()
        if (port := container_port(stated, values))
    ]
    ranked = sorted(
        found, key=lambda each: (not each[1], each[2], not re.search(rf":{each[0]}\b", said))
    )  # of equals the first that is written
    return [port for port, *_ in ranked]


def _behind(value: str) -> int | None:
    """Return the port of a value: `8081`, `:8081`, `0.0.0.0:8081`."""
    return as_port(value.rpartition(":")[2])


def by_neighbours(
    name: str, services: Mapping[str, Mapping[str, Any]], values: Mapping[str, str]
) -> list[int]:
    """Return the ports at which other services name one in their variables and commands, by HTTP first."""
    own = services[name]
    names = {name, str(own.get("hostname") or name), str(own.get("container_name") or name)}
    pattern = re.compile(
        rf"(https?://)?(?<![\w.-])(?:{'|'.join(map(re.escape, sorted(names)))}):([0-9]{{2,5}})(?![\w.])"
    )
    texts = [
        filled(text, values)
        for other, made in services.items()
        if other != name
        for text in (*environment_of(made.get("environment")).values(), words_of(made.get("command")))
    ]
    found = [
        (port, bool(each[1]))
        for text in texts
        for each in pattern.finditer(text)
        if (port := as_port(each[2]))
    ]
    ranked = sorted(found, key=lambda each: (not each[1], each[0] in _OTHERS))
    return [port for port, _ in ranked]
