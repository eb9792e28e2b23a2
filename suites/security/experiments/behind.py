"""Look at pages as somebody who has signed in: at where the sign-in leads, and where that page leads."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urlencode

from gonogo.instruments.probe.ask import Answer, probe
from gonogo.instruments.urls import ElsewhereError, below, located
from gonogo.targets.base import Target

_MOST_PAGES = 6
_ENDS = ("logout", "log-out", "signout", "sign-out", "session/end", "delete", "remove")


def pages_behind(target: Target, answer: Answer, cookies: dict[str, str], left_out: str) -> Iterator[Answer]:
    """Ask for where an answer leads, else for the front page, and for where that leads by links and forms.

    Nothing is asked that ends the session by its path, as ``left_out`` does.
    """
    first = _located(target, answer.url, answer.header("location") or "/")
    page = probe(first or below(target.entry, "/"), headers=cookies)
    yield page
    links = _Links()
    links.feed(page.text if page.media_type == "text/html" else "")
    places = dict.fromkeys(place for link in links.found if (place := _located(target, page.url, link)))
    asked = [place for place in places if place != first and not _ends(place, left_out)]
    yield from (probe(place, headers=cookies) for place in asked[:_MOST_PAGES])


def _located(target: Target, asked: str, place: str) -> str:
    """Return where a link leads below the target, nothing where it leads elsewhere."""
    try:
        return located(asked, place, target.entry)
    except (ElsewhereError, ValueError):
        return ""


def _ends(place: str, left_out: str) -> bool:
    return any(word in place.lower() for word in _ENDS) or (bool(left_out) and left_out in place)


class _Links(HTMLParser):
    """Where a page leads: its forms that GET sends come first, each filled in, then its links."""

    def __init__(self) -> None:
        super().__init__()
        self._forms: list[tuple[str, dict[str, str]]] = []
        self._links: list[str] = []
        self._open = False

    @property
    def found(self) -> list[str]:
        """Every place once."""
        return [*(f"{action}?{urlencode(fields)}" for action, fields in self._forms), *self._links]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a link, a form, or a field of the form that is open."""
        said = {name: value or "" for name, value in attrs}
        if tag == "a" and said.get("href", "#")[:1] != "#":
            self._links.append(said["href"])
        elif tag == "form":
            self._open = said.get("method", "get").lower() == "get"
            self._forms += [(said.get("action", "").partition("?")[0], {})] if self._open else []
        elif tag in ("input", "select") and self._open and said.get("name"):
            self._forms[-1][1][said["name"]] = said.get("value") or "release"

    def handle_endtag(self, tag: str) -> None:
        """Close a form."""
        self._open = self._open and tag != "form"
