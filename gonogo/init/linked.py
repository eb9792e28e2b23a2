"""Paths that a service names itself: where it sends to, links, routes of its OpenAPI document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urljoin, urlsplit

from gonogo.init.asking import Asked
from gonogo.init.operations import NO_READING
from gonogo.init.paths import SIGN_INS, USUAL
from gonogo.init.posture import document_at, openapi_of, simple_routes
from gonogo.instruments.probe.ask import Answer
from gonogo.instruments.urls import below, origin

_KINDS = {
    "metrics": re.compile(r"(?i)[/_-](metrics|prometheus|exposition)/?$"),
    "readiness": re.compile(r"(?i)[/_-](ready|readyz|readiness)/?$"),
    "liveness": re.compile(r"(?i)[/_-](live|livez|liveness|alive|ping)/?$"),
    "overall": re.compile(r"(?i)[/_-](health|healthz|health[_-]?check|heartbeat)/?$"),
    "openapi": re.compile(r"(?i)(openapi|swagger|api-docs)[\w.-]*/?$"),
    "identity": re.compile(r"(?i)[/_-](versions?|about|info|build-?info|status|stats|uptime)(\.\w{2,4})?/?$"),
}
"""What the end of a path says about what answers there; the first that fits."""
_HREF = re.compile(r"""(?i)\bhref["']?\s*[=:]\s*["']([^"'<>\s]+)""")
_OF_HEADER = re.compile(r"<([^<>\s]+)>\s*;")
_SRC = re.compile(r"""(?i)<script\b[^>]*?\ssrc\s*=\s*["']?([^"'<>\s]+)""")
_HOPS = 3
_FOLDERS = 2
_MOST = 4  # of a kind
_LONGEST_TEXT = 200_000
_WELL = 200
_REDIRECTS = range(300, 400)
_SIGN_INS = tuple(path.rstrip("/") for path in SIGN_INS)
_MOVED = (301, 302, 307, 308)


def follow(asked: Asked) -> None:
    """Note the pages to which the root sends, and their folders as places below which all may be."""
    path = "/"
    for _ in range(_HOPS):
        answer = asked.get(path)
        to = _own(asked, path, answer.header("Location") or "") if answer.status in _REDIRECTS else ""
        if not to or to in asked.landings:
            break
        path = to
        asked.landings = (*asked.landings, path)
    folders = dict.fromkeys(folder for landing in asked.landings if (folder := _folder(asked, landing)))
    asked.bases = ("", *islice(folders, _FOLDERS), *asked.bases[1:])


def _folder(asked: Asked, landing: str) -> str:
    """Return the folder that a landing is, whatever it sends on to, or its page is in; empty: the root."""
    folder = landing.rstrip("/")
    if landing.endswith("/") and not folder.endswith(_SIGN_INS):
        return folder
    return "" if asked.get(landing).status in _REDIRECTS else folder.rpartition("/")[0]


def note_links(asked: Asked) -> None:
    """Note what the pages of the root link that a first look is after, and their first scripts."""
    for page in asked.landings:
        _note(asked, (_own(asked, page, link) for link in _links(asked.get(page))))
    loaded = (_own(asked, page, link) for page in asked.landings for link in _scripts(asked.get(page)))
    asked.linked["scripts"] = tuple(islice(dict.fromkeys(path for path in loaded if path), _MOST))
    asked.all(asked.linked["scripts"])


def note_routes(asked: Asked) -> None:
    """Note the routes of the OpenAPI document that a first look is after."""
    if openapi := openapi_of(asked):
        _note(asked, simple_routes(document_at(asked, openapi), asked.url))


def note_slashed(asked: Asked) -> None:
    """Note usual paths that are answered by a redirect to themselves with a slash, as Django adds one."""
    for kind in USUAL:
        moved = [f"{path}/" for path in asked.places(kind) if _adds_slash(asked, path)]
        asked.linked[kind] = tuple(dict.fromkeys([*asked.linked.get(kind, ()), *moved]))
    asked.all(path for listed in asked.linked.values() for path in listed)


def _adds_slash(asked: Asked, path: str) -> bool:
    answer, here = asked.get(path), below(asked.url, path)
    to = urljoin(here, answer.header("Location") or "")
    return answer.status in _MOVED and to.partition("?")[0].partition("#")[0] == f"{here}/"


def _links(answer: Answer) -> Iterator[str]:
    if answer.status == _WELL:
        yield from _HREF.findall(answer.text[:_LONGEST_TEXT])
    for name, value in answer.headers:
        if name.lower() == "link":
            yield from _OF_HEADER.findall(value)


def _scripts(answer: Answer) -> list[str]:
    is_page = answer.status == _WELL and answer.media_type == "text/html"
    return _SRC.findall(answer.text[:_LONGEST_TEXT]) if is_page else []


def _note(asked: Asked, paths: Iterator[str]) -> None:
    for path in paths:
        kind = next((kind for kind, named in _KINDS.items() if named.search(path)), None)
        known = asked.linked.get(kind, ()) if kind else ()
        if kind and not NO_READING.search(path) and path not in known and len(known) < _MOST:
            asked.linked[kind] = (*known, path)
    asked.all(path for listed in asked.linked.values() for path in listed)


def _own(asked: Asked, page: str, link: str) -> str:
    """Return the path below the service's URL that a link on a page names, empty for one elsewhere."""
    try:
        whole = urljoin(f"{asked.url}{page}", link.replace("\\/", "/"))
        if origin(whole) != origin(asked.url):
            return ""
    except ValueError:
        return ""
    base, path = urlsplit(asked.url).path.rstrip("/"), urlsplit(whole).path
    inside = path.removeprefix(base) if path.startswith(f"{base}/") else ""
    return inside if re.fullmatch(r"/[\w./~-]*", inside) else ""
