"""The scripts, styles and images that a page names, asked for at any process."""

from __future__ import annotations

from html.parser import HTMLParser

from gonogo.contract.base import Request
from gonogo.instruments.probe.answer import Answer
from gonogo.instruments.probe.ask import probe
from gonogo.instruments.urls import ElsewhereError, below, located, target_of
from gonogo.suites.rollback.making import NotMadeError, Read
from gonogo.targets.base import Target

_DEADLINE_SECONDS = 10.0
_MOST = 30
_LINKS = frozenset({"stylesheet", "icon", "modulepreload", "preload", "manifest", "apple-touch-icon"})


class _Named(HTMLParser):
    """Addresses of what a browser loads for the page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag in ("script", "img") and said.get("src"):
            self.found.append(said["src"])
        elif tag == "link" and said.get("href") and _LINKS & set(said.get("rel", "").lower().split()):
            self.found.append(said["href"])


def assets_of(target: Target, page: Request, base: str) -> Read:
    """Ask a process for a page, and return what asks any for all that it names on the same host.

    Each has to come with 200 and the type that it has where the page came from; NotMadeError where the page
    or one of them does not come there, or nothing is named.
    """
    shown = _send(target, page, below(base, page.path))
    if shown.status != page.status:
        raise NotMadeError(shown.error or f"status {shown.status}")
    paths = _paths(shown, base)
    types = {path: _typed(target, page, below(base, path)) for path in paths}
    if not types:
        raise NotMadeError("a page without a script, a style or an image of its own host")
    there = {path: said for path, said in types.items() if not said.startswith("status")}
    missing = [path for path in types if path not in there and (not there or _is_needed(path))]
    if missing:
        raise NotMadeError(f"{missing[0]}: {types[missing[0]]}")

    def read(other: str) -> str:
        for path, own in there.items():
            said = _typed(target, page, below(other, path))
            if said != own:
                return f"{path}: {said}" + ("" if said.startswith("status") else f" and not {own}")
        return ""

    return read


def _is_needed(path: str) -> bool:
    """Whether a page does not work without it; a browser does without an icon that is nowhere."""
    return path.partition("?")[0].endswith((".js", ".mjs", ".css"))


def _paths(shown: Answer, base: str) -> list[str]:
    named, found = _Named(), []
    named.feed(shown.text)
    for address in dict.fromkeys(named.found):
        try:
            found.append(target_of(located(shown.url, address, base)))
        except (ElsewhereError, ValueError):  # another host's, or data
            continue
    return found[:_MOST]


def _typed(target: Target, page: Request, url: str) -> str:
    """Return the media type of what comes, or the status in its place."""
    answer = _send(target, page, url)
    return answer.media_type or "no type" if answer.status == 200 else f"status {answer.status}"


def _send(target: Target, page: Request, url: str) -> Answer:
    return probe(url, headers=target.headers(page.credential), deadline_seconds=_DEADLINE_SECONDS)
