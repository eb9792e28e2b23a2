"""Clients of HTTP on a command line: which end well with any status that is answered. Pure.

What is not known here, or depends on where it runs, may fail by it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence


def takes_any_status(name: str | None, rest: Sequence[str | None]) -> bool:
    """Whether 503 is to a client an answer like any other; who does not answer at all is told by its end."""
    words = [word for word in rest if word is not None]
    judged = _CLIENTS.get(name or "")
    return judged is not None and len(words) == len(rest) and judged(words)


def _curl(words: list[str]) -> bool:
    """Any, unless it is told to fail (curl(1), --fail); `--fail-early` means what is no answer at all."""
    fails, config = False, False
    for letters, word in _options(words):
        config |= "K" in letters or word.startswith("--config")
        if "f" in letters or (word.startswith("--fail") and not word.startswith("--fail-early")):
            fails = True
        elif word in ("--no-fail", "--no-fail-with-body"):
            fails = False
    other = any(re.match(r"(?!https?:)[a-z]+://", one) for one in words)
    return not fails and not config and not other


_WITH_VALUE = "AbcCdDeEFhHKmoPQrtTuUwxXyYz"


def _options(words: list[str]) -> Iterator[tuple[str, str]]:
    """Give the letters of each word that are options, and the word itself.

    What follows one that takes a value is that value, in its word or as the next one (curl(1)).
    """
    at = 0
    while at < len(words):
        word = words[at]
        found = re.match(rf"-([a-zA-Z#0-9:]*?)(?:([{_WITH_VALUE}])(.*))?$", word, re.DOTALL)
        letters = found[1] + (found[2] or "") if found else ""
        yield letters, word
        at += 2 if found and found[2] and not found[3] and found[2] != "h" else 1


def _httpie(words: list[str]) -> bool:
    """Any, unless it is told to look, or keeps what it is answered (HTTPie, --check-status, --download)."""
    if "--no-check-status" in words:
        return True
    looks = any(one.startswith(("--check", "--download")) for one in words)
    keeps = any("d" in letters for letters in _letters(words))
    return not looks and not keeps and any(not one.startswith("-") for one in words)


def _xh(words: list[str]) -> bool:
    """None, unless it is told not to look: it looks by default, as HTTPie does not."""
    return "--no-check-status" in words


def _letters(words: list[str]) -> list[str]:
    return [found[1] for one in words if (found := re.match(r"-([A-Za-z#]+)", one))]


_CLIENTS: dict[str, Callable[[list[str]], bool]] = {
    "curl": _curl,
    "http": _httpie,
    "https": _httpie,
    "xh": _xh,
    "xhs": _xh,
}
