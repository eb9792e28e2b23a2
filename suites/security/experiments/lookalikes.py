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
    if named and "." in named[1].strip("0123456789."):  # a dot that a pattern takes for any letter
        more.append(f"{named[0]}://{named[1].replace('.', 'x', 1)}")
    return list(dict.fromkeys([*own, *more]))


def _named(security: Security) -> Iterator[tuple[str, str]]:
    """Give scheme and host of each trusted origin, and of each name by which the service is called."""
    for origin in security.trusted_origins:
        yield urlsplit(origin).scheme, urlsplit(origin).hostname or ""
    for name in security.hosts:
        bare = name.removeprefix("*.").partition(":")[0]
        if "." in bare.strip("0123456789.") and "*" not in bare:
            yield "https", bare
