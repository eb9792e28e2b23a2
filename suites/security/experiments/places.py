"""Where an object is that was just made, below the target's entry. Source: RFC 9110, 10.2.2; RFC 3986, 5."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urldefrag, urljoin, urlsplit

from gonogo.instruments.urls import below, is_below


def places(entry: str, path: str, location: str, identifier: str) -> list[str]:
    """Return every URL where it may be, likeliest first; none of them leaves the entry's base path.

    A Location may be relative, keeps its query, and may name the service as somebody else calls it: behind
    a proxy with another host, or without the prefix. Credentials go to the entry alone.
    """
    found = [*_located(entry, path, location), *_identified(entry, path, identifier)]
    return [url for url in dict.fromkeys(found) if is_below(entry, url)]


def _located(entry: str, path: str, location: str) -> Iterator[str]:
    try:
        there = urlsplit(urldefrag(urljoin(below(entry, path), location)).url)
    except ValueError:  # it is no URL
        return
    if not location or there.scheme not in ("http", "https"):
        return
    query = f"?{there.query}" if there.query else ""
    there = urlsplit(urljoin("http://host/", there.path))  # without dots, which an absolute URL may have
    root = entry.removesuffix(urlsplit(entry).path)
    base = urlsplit(entry).path.rstrip("/")
    inside = there.path == base or there.path.startswith(f"{base}/")
    if inside:
        yield f"{root}{there.path}{query}"
    if base or not inside:
        yield f"{entry}{there.path}{query}"


def _identified(entry: str, path: str, identifier: str) -> Iterator[str]:
    if identifier:
        yield f"{entry}{urlsplit(path).path.rstrip('/')}/{identifier}"
