"""Hosts to which this service answers: what a setting lists, and what a request names (RFC 9110, 7.2)."""

import ipaddress
import re
from collections.abc import Iterable

ANY = "*"
"""Stands for every host, where nothing is deployed."""

_NAME = r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?"
_ADDRESS = r"\[[0-9a-f:.]+\]"
_HOST = re.compile(rf"(?P<name>{_NAME}|{_ADDRESS})(?::[0-9]*)?", re.IGNORECASE)
_LISTED = re.compile(rf"(?P<wild>\*\.)?(?P<name>{_NAME})|{_ADDRESS}", re.IGNORECASE)
_MOST_CHARACTERS = 300
"""A name has at most 253 (RFC 1035, 2.3.4)."""


class Hosts:
    """A list of hosts; a port makes no other host, and `*.` stands for any name before what follows."""

    def __init__(self, listed: Iterable[str]) -> None:
        names = [entry.lower() for entry in listed]
        self._any = ANY in names
        self._names = frozenset(_compared(name) for name in names)
        self._below = tuple(name[1:] for name in names if name.startswith("*."))

    def include(self, host: str) -> bool:
        """Whether a host, as `host_of` returns it, is one of them."""
        return self._any or host in self._names or host.endswith(self._below)


def require_host(entry: str, *, deployed: bool) -> str:
    """Return an entry: a name, an address, `*.example.com`, `*`. Raises ValueError for another text."""
    if entry == ANY:
        if deployed:
            raise ValueError("* is refused in staging and production; name each host, or *.example.com")
        return entry
    match = _LISTED.fullmatch(entry)
    if match is None:
        raise ValueError(
            "expected hosts without ports, divided by commas, like ukp.example.com,*.example.com"
        )
    if match["wild"] and "." not in match["name"].rstrip("."):
        raise ValueError("a wildcard below a top-level domain would take in names that anybody registers")
    return entry


def host_of(named: str) -> str | None:
    """Return the host that a Host header names, as hosts are compared, without its port; None for no host."""
    match = _HOST.fullmatch(named) if len(named) <= _MOST_CHARACTERS else None
    return _compared(match["name"]) if match else None


def is_address(host: str, address: str) -> bool:
    """Whether a host is an address in itself, and this one: a name that leads there is none."""
    try:
        return ipaddress.ip_address(host) == ipaddress.ip_address(_compared(address))
    except ValueError:
        return False


def _compared(name: str) -> str:
    """Return the one spelling of a name or an address: a listener of both families maps the fourth."""
    bare = name.lower().removesuffix(".")
    try:
        address = ipaddress.ip_address(bare.removeprefix("[").removesuffix("]"))
    except ValueError:
        return bare
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return str(mapped or address)
