"""Where a client's URL may lead: no place that only this machine or its network can reach (CWE-918)."""

import ipaddress
import re
from collections.abc import Iterable

import httpx

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
MAX_URL = 2048
PORTS = {"http": 80, "https": 443}
_FORBIDDEN = re.compile(r"[\s\\\x00-\x1f\x7f]")
_NAME = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]{0,251}[a-z0-9_])?\.?")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")

GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
"""All of IPv6 that is handed out. Outside lie the mapped, translated and local forms of other addresses."""

REFUSED = tuple(
    map(
        ipaddress.ip_network,
        ("192.0.0.0/24", "192.88.99.0/24", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"),
    )
)
"""Special-purpose blocks (RFC 6890) that some Python releases call global: relays, tunnels, examples."""


class RefusedDestinationError(Exception):
    """The URL leads where nothing is fetched from; the text is for its client and names no address."""


class Destinations:
    """What may be fetched: public addresses on the allowed ports, and the networks that the settings add."""

    def __init__(self, networks: Iterable[str] = (), ports: Iterable[int] = (80, 443)) -> None:
        self._networks = tuple(ipaddress.ip_network(network, strict=False) for network in networks)
        self._ports = frozenset(ports)

    def parse(self, url: str) -> httpx.URL:
        """Return the URL as the client will use it, without asking any name server.

        Raises RefusedDestinationError for another scheme or port, credentials, and hosts of two readings.
        """
        parsed = _parsed(url)
        if parsed.scheme not in PORTS:
            raise RefusedDestinationError("only http and https are fetched")
        if parsed.userinfo or "@" in parsed.netloc.decode("ascii"):
            raise RefusedDestinationError("it must not hold credentials")
        if port_of(parsed) not in self._ports:
            raise RefusedDestinationError("its port is not one of those that are fetched from")
        literal = _literal(parsed.raw_host.decode("ascii").lower())
        if literal is not None:
            self.check(literal)
        return parsed

    def check(self, address: Address) -> None:
        """Raise RefusedDestinationError for an address that is neither public nor allowed."""
        if any(address.version == network.version and address in network for network in self._networks):
            return
        if not is_public(address):
            raise RefusedDestinationError("its host is not at a public address")


def is_public(address: Address) -> bool:
    """Whether everybody reaches the same machine by this address, and reaches it without a translator."""
    if isinstance(address, ipaddress.IPv6Address) and (address.scope_id or address not in GLOBAL_UNICAST):
        return False
    if any(address.version == network.version and address in network for network in REFUSED):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved)


def port_of(url: httpx.URL) -> int:
    """Return the port, the scheme's own where the URL names none."""
    return PORTS[url.scheme] if url.port is None else url.port


def _parsed(url: str) -> httpx.URL:
    """Parse with the parser of the client that fetches: two parsers would be two opinions on the host."""
    if len(url) > MAX_URL:
        raise RefusedDestinationError(f"it is longer than {MAX_URL} characters")
    if _FORBIDDEN.search(url):
        raise RefusedDestinationError("it must not hold blanks, backslashes or control characters")
    try:
        return httpx.URL(url)
    except (httpx.InvalidURL, ValueError):
        raise RefusedDestinationError("it is not a URL") from None


def _literal(host: str) -> Address | None:
    """Return the address that the host is, None for a name. Raises where resolvers would disagree.

    `127.1`, `0177.0.0.1`, `2130706433` and `0x7f000001` are loopback to some and names to others (WHATWG URL,
    "ends in a number").
    """
    if ":" in host:
        return _address(host)
    if not _NAME.fullmatch(host):
        raise RefusedDestinationError("it names no host")
    if _NUMBER.fullmatch(host.removesuffix(".").rpartition(".")[2]):
        return _address(host)
    return None


def _address(host: str) -> Address:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        raise RefusedDestinationError("its host is an address in no usual notation") from None
