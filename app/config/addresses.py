"""Addresses in settings: the embedded database, the trusted proxies."""

import ipaddress
from urllib.parse import SplitResult


def require_embedded(url: SplitResult, *, deployed: bool) -> None:
    """Raise ValueError unless `url` is an SQLite file that may be used here."""
    if deployed:
        raise ValueError("sqlite is refused in staging and production; use postgresql+psycopg://")
    if not url.path.startswith("//") or url.netloc:
        raise ValueError("expected an absolute path after sqlite+aiosqlite:/// (four slashes in all)")


def require_network(entry: str) -> str:
    """Return an address or CIDR. Raises ValueError for another text, and for the network of all addresses."""
    try:
        network = ipaddress.ip_network(entry, strict=False)
    except ValueError:
        raise ValueError("expected addresses or CIDRs divided by commas, like 10.0.0.0/24,10.1.0.5") from None
    if network.prefixlen == 0:
        raise ValueError("a network of every address would let any client choose its own address")
    return entry
