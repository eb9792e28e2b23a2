"""Where load may go: loopback only, unless the plan names the host."""

import ipaddress
import socket
from typing import Any
from urllib.parse import urlsplit

from gonogo.loadtests.plan import LoadPlan, PlanError

Addresses = dict[tuple[str, int], list[Any]]


class ForeignHostError(PlanError):
    """A host that load must not reach: `host` is its name, `addresses` what it resolves to."""

    def __init__(self, url: str, host: str, addresses: list[str]) -> None:
        self.host, self.addresses = host, addresses
        super().__init__(
            f"plan.base_urls: refused {url!r}: {host!r} resolves to {', '.join(addresses)}, which "
            f"is not loopback; to send load there, list {host!r} in plan.allow_hosts"
        )


def endpoint(url: str) -> tuple[str, int]:
    """Host (lower case, an IPv6 address without brackets) and port of a base URL."""
    parts = urlsplit(url)
    return parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)


def resolve(plan: LoadPlan) -> Addresses:
    """Every endpoint's `getaddrinfo` answer. Raises PlanError for a host that load must not reach.

    Connections are made to these addresses only: a name that later resolves elsewhere changes nothing.
    """
    found = {endpoint(url): addresses_of(url, plan.allow_hosts) for url in plan.urls()}
    if plan.proxy:  # whoever names a proxy wants it asked, wherever it is
        place = endpoint(plan.proxy)
        found[place] = _found("plan.proxy", *place)
    return found


def addresses_of(url: str, allow_hosts: tuple[str, ...] = ()) -> list[Any]:
    """A base URL's `getaddrinfo` answer. Raises PlanError for a host that load must not reach."""
    host, port = endpoint(url)
    found = _found(f"plan.base_urls: {url!r}", host, port)
    foreign = sorted({str(answer[4][0]) for answer in found if not _is_loopback(str(answer[4][0]))})
    if foreign and host not in allow_hosts:
        raise ForeignHostError(url, host, foreign)
    return found


def _found(where: str, host: str, port: int) -> list[Any]:
    try:
        return list(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
    except OSError as error:
        raise PlanError(f"{where}: host {host!r} does not resolve: {error}") from error


def _is_loopback(address: str) -> bool:
    return ipaddress.ip_address(address.partition("%")[0]).is_loopback
