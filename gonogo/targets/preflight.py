"""What the rendered compose files say already: a stack that cannot be looked at is never started. Pure."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from gonogo.contract.deployment import Compose
from gonogo.contract.model import Contract
from gonogo.targets.data_folders import live_data

_ANY = "0.0.0.0"  # noqa: S104 - read, not bound
_LOCAL = {"localhost": "127.0.0.1"}
_REACHABLE = ("", "0.0.0.0", "::", "127.0.0.1", "localhost")  # noqa: S104 - read, not bound


def complaints(
    rendered: Mapping[str, Any], contract: Contract, profiled: Mapping[str, Any] = MappingProxyType({})
) -> list[str]:
    """Return a sentence for each thing that the contract names and the files do not have.

    ``rendered`` is what is started, without any profile; ``profiled`` holds the services of every profile.
    """
    assert contract.deployment is not None
    assert contract.deployment.compose is not None
    compose = contract.deployment.compose
    services: Mapping[str, Any] = rendered.get("services") or {}
    started = closure(services, compose.only)
    found = list(_unknown_services(contract, services, started, profiled))
    found += _unknown_loggers(contract, services)
    if found:
        return found
    found += live_data(rendered, started)
    found += _port("port", compose.service, compose.port, services[compose.service])
    entry = (compose.entry_service, compose.entry_port)
    if entry != (compose.service, compose.port):
        found += _port("entry_port", *entry, services[compose.entry_service])
    return [*found, *_network(compose, services[compose.service], rendered.get("networks") or {})]


def closure(services: Mapping[str, Any], only: tuple[str, ...]) -> set[str]:
    """Return the services that are started: all, or those that are named with what they depend on."""
    left, found = list(only or services), set[str]()
    while left:
        name = left.pop()
        if name not in found:
            found.add(name)
            left += (services.get(name) or {}).get("depends_on") or {}
    return found


def published_twice(services: Mapping[str, Any]) -> list[str]:
    """Return each host port that the files publish more than once: such a stack never comes up."""
    seen: dict[str, list[str]] = {}
    for service in services.values():
        for port in () if _has_no_own_network(service) else service.get("ports") or ():
            fixed = str(port.get("published") or "")
            if fixed.isdigit() and fixed != "0":
                key = f"{fixed}/{port.get('protocol', 'tcp')}"
                seen.setdefault(key, []).extend(_addresses(port) * replicas_of(service))
    return sorted(port for port, addresses in seen.items() if _collide(addresses))


def _addresses(port: Mapping[str, Any]) -> list[str]:
    """Return the addresses that a port is published on: of both families where the files name none."""
    named = str(port.get("host_ip") or "").strip("[]")
    return [_LOCAL.get(named, named)] if named else [_ANY, "::"]


def _collide(addresses: list[str]) -> bool:
    """Whether two of them are one, or one of them is every address of its family."""
    families = ([a for a in addresses if ":" not in a], [a for a in addresses if ":" in a])
    every = {_ANY, "::"}
    return any(len(own) > len(set(own)) or (len(own) > 1 and every & set(own)) for own in families)


def replicas_of(service: Mapping[str, Any]) -> int:
    """Return how many containers of a rendered service are started."""
    stated = (service.get("deploy") or {}).get("replicas", service.get("scale"))
    return 1 if stated is None else int(stated)


def _unknown_services(
    contract: Contract, services: Mapping[str, Any], started: set[str], profiled: Mapping[str, Any]
) -> Iterator[str]:
    for key, name in named(contract):
        if name in started and name in services:
            continue
        if name in services:
            yield f"{key}: {name} is not among what deployment.compose.only starts ({_list(started)})"
        elif name in profiled:
            profiles = ", ".join(profiled[name].get("profiles") or ())
            yield f"{key}: {name} is started with the profile {profiles} alone, and the gate starts none"
        else:
            near = _nearest(name, services)
            yield f"{key}: {name} is no service of the compose files{near}; they have {_list(services)}"


def _unknown_loggers(contract: Contract, services: Mapping[str, Any]) -> Iterator[str]:
    """Say which service has no logs to read; one that `only` leaves out is not looked at, and is none."""
    logs = contract.security.logs if contract.security else None
    for name in logs.request_id.services if logs and logs.request_id else ():
        if name not in services:
            near = _nearest(name, services)
            key = "security.logs.request_id.services"
            yield f"{key}: {name} is no service of the compose files{near}; they have {_list(services)}"


def named(contract: Contract) -> Iterator[tuple[str, str]]:
    """Give each key of the contract that names a service of the stack, with the name."""
    assert contract.deployment is not None
    assert contract.deployment.compose is not None
    compose = contract.deployment.compose
    yield "deployment.compose.service", compose.service
    if compose.entry_service != compose.service:
        yield "deployment.compose.entry_service", compose.entry_service
    for name in compose.only:
        yield "deployment.compose.only", name
    for name, made in contract.dependencies.items():
        yield f"dependencies.{name}.service", made.service
    for name, database in contract.migrated_dependencies.items():
        if database.migration:
            yield f"dependencies.{name}.postgresql.migration.service", database.migration.service


def _port(key: str, name: str, port: int, service: Mapping[str, Any]) -> Iterator[str]:
    """Say that nothing reaches the port from this machine, and which line would let it."""
    ports = [p for p in service.get("ports") or () if p.get("protocol", "tcp") == "tcp"]
    own = [p for p in ports if int(p.get("target", 0)) == port]
    where = f"deployment.compose.{key}: {name} publishes no port {port}"
    wanted = f'add `ports: ["127.0.0.1::{port}"]` to it'
    mode = str(service.get("network_mode") or "")
    if _has_no_own_network(service):
        yield f"{where}, since it has network_mode: {mode}; give it a network of its own and {wanted}"
    elif not own:
        others = sorted({int(p.get("target", 0)) for p in ports})
        published = f", only {', '.join(map(str, others))}" if others else ""
        yield f"{where}{published}; {wanted}, or name another port"
    elif all(str(p.get("host_ip") or "") not in _REACHABLE for p in own):
        yield f"{where} on 127.0.0.1, only on {own[0]['host_ip']}; {wanted}"


def _network(compose: Compose, service: Mapping[str, Any], networks: Mapping[str, Any]) -> Iterator[str]:
    """Say that a candidate could not start beside the traffic and join it."""
    wanted = compose.traffic_network
    if wanted is None:
        return
    key, own = "deployment.compose.traffic_network", list(service.get("networks") or {})
    if wanted not in networks:
        near = _nearest(wanted, networks)
        have = _list(networks)
        yield f"{key}: {wanted} is no network of the compose files{near}; they have {have}"
    elif wanted not in own:
        yield f"{key}: {compose.service} is not on the network {wanted}, only on {_list(own) or 'none'}"
    elif own == [wanted]:
        yield (
            f"{key}: {wanted} is the only network of {compose.service}; a candidate starts outside of it and "
            f"joins once it is healthy, so give {compose.service} a second network with what it depends on, "
            "or leave the key out: roll-outs are then not possible here"
        )


def _has_no_own_network(service: Mapping[str, Any]) -> bool:
    """Whether nothing that it publishes is: it has another's network, or none."""
    mode = str(service.get("network_mode") or "")
    return mode in ("host", "none") or mode.startswith(("service:", "container:"))


def _nearest(name: str, names: Mapping[str, Any]) -> str:
    close = difflib.get_close_matches(name, list(names), n=1)
    return f" (did you mean {close[0]}?)" if close else ""


def _list(names: Any) -> str:
    return ", ".join(sorted(names))
