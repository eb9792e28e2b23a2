"""Foreign origins that a careless comparison takes for a trusted one.

Source: PortSwigger, "Exploiting CORS misconfigurations" (origins matched by prefix, suffix or pattern).
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from gonogo.contract.security import Security

_FOREIGN = "untrusted.example"


def lookalikes(entry: str, security: Security) -> list[str]:
    """Return foreign origins that begin or end as the service's own, a trusted one or a developer's do."""
    scheme, host = urlsplit(entry).scheme, urlsplit(entry).hostname or ""
    ending = ".".join(host.rsplit(".", 2)[-2:])
    own = [f"{scheme}://{host}.{_FOREIGN}", f"http://localhost.{_FOREIGN}", f"{scheme}://untrusted{ending}"]
    named = next((origin for origin in _named(security) if origin != (scheme, host)), None)
    return list(dict.fromkeys([*own, *(_like(*named) if named else ())]))


def _named(security: Security) -> Iterator[tuple[str, str]]:
    """Give scheme and host of each trusted origin, and of each name by which the service is called."""
    for origin in security.trusted_origins:
        yield urlsplit(origin).scheme, urlsplit(origin).hostname or ""
    for name in security.hosts:
        bare = name.removeprefix("*.").partition(":")[0]
        if "." in bare.strip("0123456789.") and "*" not in bare:
            yield "https", bare


def _like(scheme: str, host: str) -> Iterator[str]:
    yield f"{scheme}://{host}.{_FOREIGN}"
    yield f"{scheme}://untrusted{host}"
    if host.count(".") > 1:  # a pattern in which nobody escaped it takes any sign for the first one
        yield f"{scheme}://{host.replace('.', 'x', 1)}"
