"""Users and passwords that were named in a URL, each for its own origin."""

from __future__ import annotations

from collections.abc import Mapping

from gonogo.instruments.probe.extra import extra
from gonogo.instruments.urls import Origin, bare, login, origin

_KNOWN: dict[Origin, dict[str, str]] = {}


def know(url: str) -> str:
    """Remember the user and password in a URL for its origin, and return the URL without them."""
    if named := login(url):
        _KNOWN[origin(url)] = named
    return bare(url)


def authorized(url: str, headers: Mapping[str, str]) -> dict[str, str]:
    """Return the headers with the origin's Authorization and extra ones; the request's own stay."""
    added = _merged(extra(url), login(url) or _KNOWN.get(origin(url), {}))
    return _merged(added, headers)


def _merged(added: Mapping[str, str], headers: Mapping[str, str]) -> dict[str, str]:
    """Return both; a name that stands in `headers` is not added, whatever its case."""
    names = {name.lower() for name in headers}
    return {**headers, **{name: value for name, value in added.items() if name.lower() not in names}}
