"""Users and passwords that were named in a URL, each for its own origin."""

from __future__ import annotations

from collections.abc import Mapping

from gonogo.instruments.urls import Origin, bare, login, origin

_KNOWN: dict[Origin, dict[str, str]] = {}


def know(url: str) -> str:
    """Remember the user and password in a URL for its origin, and return the URL without them."""
    if named := login(url):
        _KNOWN[origin(url)] = named
    return bare(url)


def authorized(url: str, headers: Mapping[str, str]) -> dict[str, str]:
    """Return the headers with the origin's Authorization, unless the request brings one of its own."""
    if any(name.lower() == "authorization" for name in headers):
        return dict(headers)
    return {**headers, **(login(url) or _KNOWN.get(origin(url), {}))}
