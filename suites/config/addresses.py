"""Which texts are addresses of other services. Pure."""

from __future__ import annotations

import re
from ipaddress import ip_address, ip_network

from gonogo.core.credentials import words_of
from gonogo.suites.config.observations.literals import Literal

_ADDRESSES = {
    "a URL": re.compile(
        r"^(?:jdbc:)?(?!(?:ext|cfg|otpauth|inproc)://)[a-z][a-z0-9+.:-]*://(?:[^/@\s]*@|(?![^/@\s]*@))[\w\[]"
        r"|^jdbc:oracle:\w+:(?:[^@\s]*@)?(?://)?(?=[a-z0-9])",
        re.IGNORECASE,
    ),
    "a host and its port": re.compile(r"^(?:localhost|[a-z0-9-]+(?:\.[a-z0-9-]+)+):\d{2,5}$", re.IGNORECASE),
    "an address": re.compile(r"^\d{1,3}(?:\.\d{1,3}){3}$"),
}
_HOST = re.compile(
    r"^(?!localhost(?::|$))(?=.*[a-z])[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{2,5})?$", re.IGNORECASE
)
_EVERY_ADDRESS = re.compile(r"^(?:[a-z][a-z0-9+.-]*://)?0\.0\.0\.0(?::\d+)?/?$", re.IGNORECASE)
"""To listen on: nobody else is reached by it."""
_NUMBERS = re.compile("version|oid|mask", re.IGNORECASE)
"""Names of what is four numbers as well, and no address."""
_REFUSED = re.compile(
    r"(?:^|_)(?:block|den(?:y|ied)|forbid|disallow|banned|black_?list|bogons?|ssrf|unsafe|reserved|metadata)"
)
"""Names of addresses that the release does not ask, or at which a cloud tells a machine of itself."""
_ABOUT = re.compile(
    r"(?:^|_)(?:docs?|documentation|help|licen[cs]e|homepage|contact|terms|terms_of_service|privacy(?:_policy)?"
    r"|readme|changelog|namespaces?|ns|xmlns|schema|vocab(?:ulary)?|description|scopes?|rfc)_*(?:_(?:ur[il]|link|href))?s?_*$"
)
"""Names of what people read, of namespaces and of rights: nobody is asked at such a URL."""
_PUBLISHED = re.compile(
    r"https?://(?:www\.w3\.org|(?:www\.)?schema\.org|json-schema\.org|xmlns\.com|purl\.org|schemas\.[\w.]+"
    r"|(?:www\.)?opensource\.org|www\.apache\.org/licenses|(?:www\.)?gnu\.org/licenses|creativecommons\.org"
    r"|(?:tools|datatracker)\.ietf\.org|www\.rfc-editor\.org|openid\.net/specs|spdx\.org|\w+\.readthedocs\.io"
    r"|docs\.\w+\.(?:org|com|io)|\w+\.wikipedia\.org|www\.googleapis\.com/auth|graph\.microsoft\.com/\.default"
    r"|github\.com/[\w.-]+/[\w.-]+/(?:blob|issues|wiki|discussions|tree))(?:[/#?]|$)",
    re.IGNORECASE,
)
"""Where standards, licences, manuals and the names of rights are: the same for everybody."""
_HOST_OF_A_URL = re.compile(
    r"^[a-z][a-z0-9+.:-]*://(?:[^/@\s]*@)?(\[[^\]]*\]|[^/:?#\s]+)|^(\d+(?:\.\d+){3})(?::\d+)?$", re.IGNORECASE
)
_FOR_EXAMPLES = tuple(map(ip_network, ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32")))
_OF_CLOUDS = {"168.63.129.16", "100.100.100.200", "fd00:ec2::254", "metadata.google.internal", "metadata"}
_PLACED = re.compile(
    r"(?=.*\b(?:dbname|user|port|database|initial catalog|user id|uid)\s*=)"
    r"(?:.*[\s;]|^)(?:host|server|data source)\s*=\s*(?:tcp:)?([\w.-]+)(?:[\s;,:]|$)",
    re.IGNORECASE,
)
"""The host that a driver connects to, among the words of its connection string."""


def address_of(literal: Literal) -> str:
    """Say which kind of address it is, and which, without a login; empty where it is none."""
    if _is_no_service(literal):
        return ""
    for what, pattern in _ADDRESSES.items():
        numbers = what == "an address" and _NUMBERS.search(literal.name)
        if not numbers and not literal.listens and pattern.match(literal.text):
            return f"{what}: {literal.text.rpartition('@')[2].partition('?')[0][:80]}"
    if literal.connects and _HOST.match(literal.text):
        return f"a host: {literal.text[:80]}"
    placed = _PLACED.match(literal.text) if "=" in literal.text else None
    return f"a host: {placed[1][:80]}" if placed and _HOST.match(placed[1]) else ""


def _is_no_service(literal: Literal) -> bool:
    """Whether it is every address, one that a standard keeps for something else, or what people read."""
    if _EVERY_ADDRESS.match(literal.text) or _PUBLISHED.match(literal.text):
        return True
    names = [words_of(name).lower() for name in (literal.name, literal.among)]
    if any(_REFUSED.search(name) or _ABOUT.search(name) for name in names):
        return True
    found = _HOST_OF_A_URL.match(literal.text)
    return found is not None and _is_kept(next(filter(None, found.groups()), ""))


def _is_kept(host: str) -> bool:
    """Whether nobody's service is there: an address of examples, of the link, of many at once, of a cloud."""
    try:
        address = ip_address(host.strip("[]"))
    except ValueError:
        return host.lower() in _OF_CLOUDS
    special = (
        address.is_link_local or address.is_multicast or int(address) >> (address.max_prefixlen - 4) == 15
    )
    return special or host.strip("[]") in _OF_CLOUDS or any(address in kept for kept in _FOR_EXAMPLES)
