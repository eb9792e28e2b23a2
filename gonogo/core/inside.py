"""Places that only an inside reaches, named by a URL. Pure.

Source: RFC 1918, RFC 4193, RFC 6598, RFC 3927 and RFC 4291, 2.5.6 (addresses); RFC 6762, RFC 8375, RFC 9476
and ICANN's reservation of ``.internal`` (2024) (names); a name without a domain is one of a network's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import NamedTuple

DOMAINS = "internal|local|localdomain|lan|svc|corp|intranet|home\\.arpa"
"""What the names of an inside end in."""
_NETWORKS = tuple(
    map(
        ip_network,
        (
            *("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16"),
            *("fc00::/7", "fe80::/10"),
        ),
    )
)
_LETTER = r"[a-z0-9_.-]"
_URL = re.compile(
    rf"(?i:(?<![a-z0-9+.-])(?P<scheme>[a-z][a-z0-9+.-]{{1,20}}):/{{2}}(?P<user>[^\s/?#@\"'<>]{{1,100}}@)?"
    rf"(?:\[(?P<six>[0-9a-f:.]{{2,45}})(?:%[\w.-]{{1,20}})?\]|(?P<name>{_LETTER}{{1,253}})(?!{_LETTER}))"
    r"(?P<port>:\d{1,5})?(?P<path>/[^\s\"'<>\\)]{0,500})?)"
)
_OF_A_NETWORK = re.compile(r"(?i:https?|wss?|grpcs?|tcp|udp)")
"""Schemes behind which a host stands; elsewhere a single word may be any thing: ``app://home``."""
_NAME = re.compile(r"(?i:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)")
_NAME_OF_XML = re.compile(
    r"(?:(?i:\b(?:xmlns(?::[\w.-]{1,60})?|targetNamespace|(?:noNamespace)?schemaLocation)\\{0,7}[\"']?\s{0,4}[=:])"
    r"|\buri:)\s{0,4}\\{0,7}([\"'])[^\"'<>]*\1"
    r"|\{[a-z]{1,20}://[^\s{}\"'<>]{1,500}\}"
)
"""What XML names by a URL is no address (Namespaces in XML 1.0, 2.1), nor where JAXB and JSON write it."""
_STANDS_FOR_ANY = frozenset(
    {
        *(
            "address",
            "domain",
            "domainname",
            "example",
            "foo",
            "host",
            "hostname",
            "localhost",
            "server",
            "site",
        ),
        *("something", "test", "url", "website", "www", "your-domain", "your-site", "yourdomain", "yoursite"),
    }
)
"""What a text writes in the place of a host."""


class Named(NamedTuple):
    """A URL that leads inside: its host, in lower case, and its words."""

    host: str
    words: str


def leads_inside(text: str) -> Iterator[Named]:
    """Give the URLs of a text whose host only an inside reaches."""
    for found in _URL.finditer(_NAME_OF_XML.sub(" ", text)):
        host = (found["six"] or found["name"]).lower().rstrip(".")
        if is_inside(host) and (_is_place(found) or not _NAME.fullmatch(host)):
            yield Named(host, found[0].replace(found["user"] or "", ""))


def is_inside(host: str) -> bool:
    """Whether only an inside reaches a host. The machine itself is none: who asks there, is there.

    Addresses and names of documentation are nobody's.
    """
    address = _address(host)
    if address is not None:
        return any(address in network for network in _NETWORKS)
    labels = host.lower().rstrip(".").split(".")
    if "example" in labels or not all(map(_NAME.fullmatch, labels)):
        return False
    if len(labels) > 1:
        return re.search(rf"\.(?:{DOMAINS})$", host.lower().rstrip(".")) is not None
    return labels[0] not in _STANDS_FOR_ANY and not labels[0].isdigit()


def _is_place(found: re.Match[str]) -> bool:
    """Whether a single word behind a scheme is a host: something there is asked for."""
    asked_for = found["port"] or len(found["path"] or "") > 1
    return bool(asked_for and _OF_A_NETWORK.fullmatch(found["scheme"]))


def _address(host: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(host)
    except ValueError:
        return None
    return (address.ipv4_mapped or address) if isinstance(address, IPv6Address) else address
