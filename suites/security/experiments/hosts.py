"""Ask by foreign names in Host and in the headers of proxies. Source: RFC 9110, 7.2; RFC 7239."""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.contract.base import Request
from gonogo.contract.hostile import Links
from gonogo.contract.model import Contract
from gonogo.contract.security import Security
from gonogo.instruments.urls import authority
from gonogo.suites.security.experiments.asking import ask
from gonogo.suites.security.experiments.known import public_request
from gonogo.suites.security.observations.hosts import ForeignHosts, Heard, LinkedPages
from gonogo.targets.base import Target

_FOREIGN = "elsewhere.example"
_PROXIES = ("X-Forwarded-Host", "X-Host", "X-Original-Host", "X-Forwarded-Server", "X-HTTP-Host-Override")


def ask_by_foreign_hosts(target: Target, contract: Contract, security: Security) -> ForeignHosts:
    """Ask for one public page by each host of the contract, and by those that look alike."""
    pages = public_request(contract)[:1]
    owns = [host.replace("*", "any", 1) for host in security.hosts]
    return ForeignHosts(
        control=tuple(
            ask(target, page, f"Host {own}", hosts=(own,), own=own) for page in pages for own in owns
        ),
        foreign=tuple(
            ask(target, page, f"Host {host}", hosts=(host,), own=own, foreign=host)
            for page in pages
            for own in owns[:1]
            for host in dict.fromkeys(_lookalikes(own))
        )
        + tuple(_hidden(target, page, owns[0]) for page in pages),
    )


def ask_for_links(target: Target, security: Security, links: Links) -> LinkedPages:
    """Ask for each page as its own visitors do, and with a foreign name wherever one is read."""
    own = security.hosts[0].replace("*", "any", 1) if security.hosts else authority(target.entry)
    return LinkedPages(
        control=tuple(ask(target, page, f"Host {own}", hosts=(own,), own=own) for page in links.requests),
        foreign=tuple(
            ask(target, page, how, *lines, hosts=hosts, own=own, foreign=_FOREIGN)
            for page in links.requests
            for how, hosts, lines in _names(own, links.foreign_host)
        ),
    )


def _lookalikes(own: str) -> Iterator[str]:
    """Give hosts that are not its own: any, those that begin or end alike, and those that a pattern takes."""
    name, _, port = own.partition(":")
    end = f":{port}" if port else ""
    for host in (_FOREIGN, "198.51.100.7", "[2001:db8::7]", f"{_FOREIGN}."):
        yield f"{host}{end}"
    for n, letter in enumerate(name):
        if letter == ".":
            yield f"{name[:n]}x{name[n + 1 :]}{end}"
    yield from (f"{name}.{_FOREIGN}{end}", f"elsewhere{name}{end}", f"elsewhere-{name}{end}", f"{name}x{end}")
    yield from (f"{name}@{_FOREIGN}", f"{_FOREIGN}#{name}", f"{_FOREIGN}?{name}")


def _hidden(target: Target, page: Request, own: str) -> Heard:
    lines = [f"{name}: {own}" for name in _PROXIES]
    how = f"Host {_FOREIGN}, and {own} in the headers of proxies"
    return ask(
        target, page, how, *lines, f"Forwarded: host={own}", hosts=(_FOREIGN,), own=own, foreign=_FOREIGN
    )


def _names(own: str, foreign_host: bool) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Give how the foreign name is said: a description, the Hosts, and more lines."""
    trick = f"{_FOREIGN}:x@{own}"
    yield f"Host {trick}", (trick,), ()
    for name in _PROXIES:
        yield f"{name} {_FOREIGN}", (own,), (f"{name}: {_FOREIGN}",)
    yield f"{_PROXIES[0]} of two", (own,), (f"{_PROXIES[0]}: {_FOREIGN}, {own}",)
    yield f"Forwarded host={_FOREIGN}", (own,), (f"Forwarded: host={_FOREIGN};proto=https",)
    if foreign_host:
        yield f"Host {_FOREIGN}", (_FOREIGN,), ()
        yield f"Host {_FOREIGN} after its own", (own, _FOREIGN), ()
