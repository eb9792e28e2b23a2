"""Headers for every request to the target, and which origins are its own: no other one gets them."""

from __future__ import annotations

from gonogo.instruments.urls import Origin, origin
from gonogo.network import current

_OWN: set[Origin] = set()


def own(url: str) -> str:
    """Remember the origin of a URL as the target's, and return the URL."""
    _OWN.add(origin(url))
    return url


def is_own(url: str) -> bool:
    """Whether a URL is of the target's entry or of one of its replicas."""
    return origin(url) in _OWN


def extra(url: str) -> dict[str, str]:
    """Return the headers that the network wants with every request to this URL."""
    return dict(current().headers) if is_own(url) else {}
