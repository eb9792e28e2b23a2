"""Answers of which a browser shows nothing, since it goes elsewhere. Pure."""

from __future__ import annotations

from gonogo.suites.security.observations.surface import Response

_REDIRECTS = (301, 302, 303, 307, 308)


def redirects(response: Response) -> bool:
    """Whether it sends a browser on (RFC 9110, 15.4)."""
    return response.status in _REDIRECTS and bool(response.values("Location"))
