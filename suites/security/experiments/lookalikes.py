"""Foreign origins that a careless comparison takes for a trusted one.

Source: PortSwigger, "Exploiting CORS misconfigurations" (origins matched by prefix, suffix or pattern).
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from gonogo.contract.security import Security

_FOREIGN = "untrusted.example"


def lookalikes(entry: str, security: Security) -> list[str]:
    """Return foreign origins that begin or end as the service's own, a trusted one or a developer's does."""
    scheme, host = urlsplit(entry).scheme, urlsplit(entry).hostname or ""
    ending = ".".join(host.rsplit(".", 2)[-2:])
    own = [f"{scheme}://{host}.{_FOREIGN}", f"http://localhost.{_FOREIGN}", f"{scheme}://untrusted{ending}"]
    named = next((origin for origin in _named(security) if origin != (scheme, host)), None)
    more = [f"{named[0]}://{named[1]}.{_FOREIGN}", f"{named[0]}://untrusted{named[1]}"] if named else []
    return list(dict.fromkeys([*own, *more, *_dotless(*(named or (scheme, host)))]))


def _dotless(scheme: str, host: str) -> Iterator[str]:
    """Give a host of which a pattern takes the dot before the domain for any letter, where it has a name.

    It is another domain, which anybody may have: any other dot leaves it the same, or makes none.
    """
    *below, domain, top = ["", *host.split(".")]
    if domain and not top.isdigit():
        yield f"{scheme}://{'.'.join(below).lstrip('.') or 'www'}x{domain}.{top}"


def _named(security: Security) -> Iterator[tuple[str, str]]:
    """Give scheme and host of each trusted origin, and of each name by which the service is called."""
    for origin in security.trusted_origins:
        yield urlsplit(origin).scheme, urlsplit(origin).hostname or ""
    for name in security.hosts:
        bare = name.removeprefix("*.").partition(":")[0]
        if "." in bare.strip("0123456789.") and "*" not in bare:
            yield "https", bare
