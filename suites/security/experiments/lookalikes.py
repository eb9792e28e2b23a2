"""Foreign origins that a careless comparison takes for a trusted one.

Source: PortSwigger, "Exploiting CORS misconfigurations" (origins matched by prefix, suffix or pattern).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from gonogo.contract.security import Security

_FOREIGN = "untrusted.example"
_PORTS = (1234, 4321)
_OF_ONE_MACHINE = ("localhost", "127.0.0.1", "::1")


def lookalikes(entry: str, security: Security) -> list[str]:
    """Return foreign origins that begin or end as the service's own, a trusted one or a developer's does.

    A trusted host has others as well: the one without TLS, and those at other ports (RFC 6454, 4).
    """
    scheme, host = urlsplit(entry).scheme, urlsplit(entry).hostname or ""
    ending = ".".join(host.rsplit(".", 2)[-2:])
    own = [f"{scheme}://{host}.{_FOREIGN}", f"http://localhost.{_FOREIGN}", f"{scheme}://untrusted{ending}"]
    named = next((origin for origin in _named(security) if origin != (scheme, host)), None)
    more = [f"{named[0]}://{named[1]}.{_FOREIGN}", f"{named[0]}://untrusted{named[1]}"] if named else []
    beside = [*_beside(security, (scheme, host))]
    return list(dict.fromkeys([*own, *more, *_dotless(*(named or (scheme, host))), *beside]))


def _dotless(scheme: str, host: str) -> Iterator[str]:
    """Give a host of which a pattern takes the dot before the domain for any letter, where it has a name.

    It is another domain, which anybody may have: any other dot leaves it the same, or makes none.
    """
    *below, domain, top = ["", *host.split(".")]
    if domain and not top.isdigit():
        yield f"{scheme}://{'.'.join(below).lstrip('.') or 'www'}x{domain}.{top}"


def _beside(security: Security, own: tuple[str, str]) -> Iterator[str]:
    """Give the origins at the host of the first trusted one that only their scheme or port tells from it.

    Whoever is in between writes a page without TLS. A developer's machine has any port, and the service's
    own host is often taken whatever stands before it.
    """
    trusted = [urlsplit(origin) for origin in security.trusted_origins]
    foreign = [one for one in trusted if one.hostname and (one.scheme, one.hostname) != own]
    for one in [one for one in foreign if one.hostname not in _OF_ONE_MACHINE][:1]:
        known = {origin.rstrip("/").lower() for origin in security.trusted_origins}
        host = re.sub(r":\d*$", "", one.netloc)
        ports = [origin for port in _PORTS if (origin := f"{one.scheme}://{host}:{port}") not in known][:1]
        plain = [f"http://{one.netloc}"] if one.scheme == "https" else []
        yield from (origin for origin in (*plain, *ports) if origin not in known)


def _named(security: Security) -> Iterator[tuple[str, str]]:
    """Give scheme and host of each trusted origin, and of each name by which the service is called."""
    for origin in security.trusted_origins:
        yield urlsplit(origin).scheme, urlsplit(origin).hostname or ""
    for name in security.hosts:
        bare = name.removeprefix("*.").partition(":")[0]
        if "." in bare.strip("0123456789.") and "*" not in bare:
            yield "https", bare
