"""Ask by foreign names in Host and in the headers of proxies. Source: RFC 9110, 7.2; RFC 7239."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gonogo.contract.base import Request
from gonogo.contract.hostile import Links
from gonogo.contract.model import Contract
from gonogo.contract.security import Security
from gonogo.instruments.urls import authority
from gonogo.suites.security.experiments.asking import ask, ask_second
from gonogo.suites.security.experiments.entries import make_entries
from gonogo.suites.security.experiments.known import public_request
from gonogo.suites.security.linking import has_link
from gonogo.suites.security.naming import is_listed
from gonogo.suites.security.observations.hosts import ForeignHosts, Heard, LinkedPages
from gonogo.targets.base import Target

_FOREIGN = "elsewhere.example"
_PLAIN = re.compile(r"[a-z0-9.-]+(?::\d+)?", re.IGNORECASE)
_MOST_PAGES = 4
_PROXIES = ("X-Forwarded-Host", "X-Host", "X-Original-Host", "X-Forwarded-Server", "X-HTTP-Host-Override")


def ask_by_foreign_hosts(target: Target, contract: Contract, security: Security) -> ForeignHosts:
    """Ask for one public page by each host of the contract and by its look-alikes, for others by one."""
    owns = [host.replace("*", "any", 1) for host in security.hosts]
    pages = _pages(contract)
    first, others = pages[:1], pages[1:]
    control = [(page, own) for page in first for own in owns] + [(page, owns[0]) for page in others]
    foreign = [(page, host) for page in first for host in dict.fromkeys(_foreign_to(security.hosts, owns))]
    foreign += [(page, _FOREIGN) for page in others]
    return ForeignHosts(
        control=tuple(ask(target, page, f"Host {own}", hosts=(own,), own=own) for page, own in control),
        foreign=tuple(
            ask(target, page, f"Host {host}", hosts=(host,), own=owns[0], foreign=host)
            for page, host in foreign
        )
        + tuple(heard for page in first for heard in _in_disguise(target, page, owns[0])),
    )


def ask_for_links(target: Target, contract: Contract, security: Security, links: Links) -> LinkedPages:
    """Ask for each page as its own visitors do, and with a foreign name wherever one is read.

    Where none of them holds a link, lists may be empty yet: then what fills them is made first.
    """
    own = security.hosts[0].replace("*", "any", 1) if security.hosts else authority(target.entry)

    def known() -> tuple[Heard, ...]:
        return tuple(ask(target, page, f"Host {own}", hosts=(own,), own=own) for page in links.requests)

    control = known()
    if not any(map(has_link, control)):
        make_entries(target, contract)
        control = known()
    return LinkedPages(
        control=control,
        foreign=tuple(
            ask(target, page, how, *lines, hosts=hosts, own=own, foreign=_FOREIGN)
            for page in links.requests
            for how, hosts, lines in _names(own, links.foreign_host)
        ),
    )


def _pages(contract: Contract) -> list[Request]:
    """Return public pages, for a list may hold for some alone; probes may be asked by any host."""
    health, metrics, deployment = contract.health, contract.metrics, contract.deployment
    probes = [health.liveness, health.readiness, health.startup, health.overall] if health else []
    watched = {probe.path for probe in probes if probe} | ({metrics.path} if metrics else set())
    watched |= {deployment.ready} if deployment and deployment.ready else set()
    named = contract.security.responses if contract.security else ()
    public = public_request(contract)
    pages = [page for page in public if page in named and page.path not in watched]
    return pages[:_MOST_PAGES] or public[:1]


def _foreign_to(listed: tuple[str, ...], owns: list[str]) -> Iterator[str]:
    """Give what looks like the first host that is listed, and like the first one that a wildcard takes in."""
    wild = [own for own, host in zip(owns, listed, strict=True) if host.startswith("*.")]
    for own in dict.fromkeys([*owns[:1], *wild[:1]]):
        for host in _lookalikes(own):
            if not (_PLAIN.fullmatch(host) and is_listed(host.lower(), listed)):
                yield host


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


def _in_disguise(target: Target, page: Request, own: str) -> Iterator[Heard]:
    yield _hidden(target, page, own)
    yield _whole(target, page)
    how = f"Host {_FOREIGN}, on a connection whose first request had {own}"
    yield ask_second(target, page, how, own=own, foreign=_FOREIGN)


def _hidden(target: Target, page: Request, own: str) -> Heard:
    lines = [f"{name}: {own}" for name in _PROXIES]
    how = f"Host {_FOREIGN}, and {own} in the headers of proxies"
    return ask(
        target, page, how, *lines, f"Forwarded: host={own}", hosts=(_FOREIGN,), own=own, foreign=_FOREIGN
    )


def _whole(target: Target, page: Request) -> Heard:
    """Ask as one asks a proxy, by a foreign host in both places (RFC 9112, 3.2.2)."""
    how = f"Host {_FOREIGN}, which the request target names too"
    path = f"http://{_FOREIGN}{page.path}"
    return ask(target, page, how, hosts=(_FOREIGN,), path=path, foreign=_FOREIGN)


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
