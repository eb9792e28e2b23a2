"""What a contract says of hosts, origins and closed paths in a form that no request could ever meet."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gonogo.contract.hostile import Redirects
from gonogo.contract.security import Security

_ORIGIN = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://(?:\[[0-9A-Fa-f:.]+\]|[^\s/?#@:*\[\]]+)(?::\d+)?")
"""Scheme, host and port: what a browser sends as Origin (RFC 6454, 6.1); apps have schemes of their own."""
_HOLE = "{url}"


def unmet(security: Security | None) -> list[str]:
    """Return a line for each."""
    if security is None:
        return []
    found = [*_origins(security), *_paths(security), *_hosts("security.hosts", security.hosts)]
    return [*found, *(_redirects(security.redirects) if security.redirects else ())]


def _origins(security: Security) -> Iterator[str]:
    for n, origin in enumerate(security.trusted_origins):
        if not _ORIGIN.fullmatch(origin):
            yield (
                f"security.trusted_origins.{n}: {origin!r} is not legal: an origin is expected as a browser"
                " sends it, scheme://host or scheme://host:port, without a path or a *"
            )


def _paths(security: Security) -> Iterator[str]:
    for n, path in enumerate(security.private_paths):
        if "*" in path.partition("?")[0]:
            yield (
                f"security.private_paths.{n}: {path!r} is not legal: it is asked for as it is written, so *"
                " stands for nothing; name paths that are there, one by one"
            )


def _hosts(where: str, hosts: tuple[str, ...]) -> Iterator[str]:
    for n, host in enumerate(hosts):
        if re.search(r"[\s/@?#]", host):
            yield (
                f"{where}.{n}: {host!r} is not legal: a host is expected as Host names it, as"
                " shop.example or shop.example:8443, without a scheme or a path"
            )


def _redirects(redirects: Redirects) -> Iterator[str]:
    where = "security.redirects"
    if redirects.endpoint is not None and _HOLE not in redirects.endpoint:
        yield (
            f"{where}.endpoint: {redirects.endpoint!r} is not legal: write {_HOLE} where the URL stands that"
            f" it redirects to, as /go?to={_HOLE}"
        )
    if redirects.endpoint is not None and redirects.own is None:
        yield f"{where}.own: missing; `endpoint` is tried against a URL to which it does redirect"
    yield from _hosts(f"{where}.hosts", redirects.hosts)
    for n, host in enumerate(redirects.hosts):
        if "*" in host.removeprefix("*."):
            yield (
                f"{where}.hosts.{n}: {host!r} is not legal: a * stands for what comes before a name, as"
                " *.shop.example, and for nothing else"
            )
