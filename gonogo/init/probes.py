"""Which paths are health probes, and how each states its state."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gonogo.init.asking import Asked
from gonogo.instruments.probe.ask import Answer
from gonogo.suites.health.agreement import disagreement, meant, stated_by_object
from gonogo.suites.health.words import is_known

PATHS = ("liveness", "readiness", "startup", "overall")
_STATUSES = (200, 204, 503)
_PAGES = ("text/html", "application/xhtml+xml")
_SMALL_PAGE, _LARGEST_PAGE = 2_000, 6_000
_SHORT_TEXT = 500
_MARKUP = re.compile(r"(?s)<!--.*?-->|<(script|style|noscript)\b.*?</\1\s*>|<[^>]*>")
_GOOD = re.compile(
    r"(?<![\w-])(?<!not )(?:(?<!sign )(?<!set )(?<!back )(?<!follow )up(?! to\b| next\b)"
    r"|ok|healthy|running)(?![\w-])"
)
_ASKS = re.compile(r"<(form|input|button|textarea)\b|\bhttp-equiv=.?refresh")
"""What only a page for people has: what somebody fills in or presses."""
_LONGEST_WORDS = 60
_DEEPEST = 4
_REFUSED = 400
_TRUTHS = ("true", "false")
_NAMED = re.compile(r"(?i)(^|\.)(status|state|health|healthy)$")
_LIKELY = re.compile(r"(?i)(^|\.)(status|state|health|level|message)$")
_FLAGS = re.compile(
    r"(?i)(^|\.)(status|state|health|healthy|ready|ok|is_?healthy|is_?ready|success|alive|live)$"
)
"""Keys under which a truth value states the health, as every rule reads it."""


@dataclass(frozen=True)
class FoundProbe:
    """A probe as it answered; ``key`` and ``words`` where the contract has to name them."""

    path: str
    answer: Answer
    body: str
    key: str = ""
    words: tuple[str, ...] = ()

    @property
    def within_seconds(self) -> int:
        """A promise that four times what was seen would still keep."""
        return max(1, math.ceil(4 * self.answer.seconds))


def find_probes(asked: Asked) -> dict[str, FoundProbe]:
    """Return the first probe of each kind; no path stands for two of them."""
    found: dict[str, FoundProbe] = {}
    for name in PATHS:
        taken = {probe.path for probe in found.values()}
        fitting = (path for path in asked.places(name) if path not in taken and is_probe(asked, path))
        if path := next(fitting, None):
            found[name] = as_probe(path, asked.get(path))
    return found


def is_probe(asked: Asked, path: str) -> bool:
    """Whether a path answers as a probe does, and not as whatever answers every path."""
    answer = asked.get(path)
    if answer.error or answer.status not in _STATUSES or asked.is_catch_all(path):
        return False
    return answer.media_type not in _PAGES or _is_health_page(answer)


def _is_health_page(answer: Answer) -> bool:
    """Whether an HTML answer is one of a framework's health page: small, and no page for people."""
    text = answer.text.lower()
    if "<a " in text or len(answer.body) >= _LARGEST_PAGE:
        return False
    if len(answer.body) < _SMALL_PAGE and "<script" not in text:
        return True
    said = _MARKUP.sub(" ", text)
    return len(said.strip()) < _SHORT_TEXT and bool(_GOOD.search(said)) and not _ASKS.search(text)


def as_probe(path: str, answer: Answer) -> FoundProbe:
    """Say in which form a probe states its state."""
    if answer.media_type in _PAGES:
        return FoundProbe(path, answer, "any", words=_words(answer, answer.text, known=True))
    document = _object(answer)
    if document is None or not (
        answer.media_type == "application/json" or answer.media_type.endswith("+json")
    ):
        return FoundProbe(path, answer, "text", words=() if document else _words(answer, answer.text))
    if meant(stated_by_object(answer.text)):
        return FoundProbe(path, answer, "json")
    for key, word in _states(document, answer):
        words = _words(answer, word, known=not is_known(word))
        if words or meant(word.lower()) or _is_bad(answer):
            return FoundProbe(path, answer, "json", key=key, words=words)
    return FoundProbe(path, answer, "text")


def _object(answer: Answer) -> dict[str, Any] | None:
    try:
        found = answer.json()
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _is_bad(answer: Answer) -> bool:
    return (answer.status or 0) >= _REFUSED


def _words(answer: Answer, text: str, *, known: bool = False) -> tuple[str, ...]:
    """Return a text of one line that will be the same tomorrow: no number is in it, and no markup.

    A word that every rule knows is left out, unless it stands in what is called a page. What an answer that
    refuses says, as one that starts does, is no promise.
    """
    said = "" if _is_bad(answer) else text.strip()
    fits = said and len(said) <= _LONGEST_WORDS and not re.search(r"[\d\n<>]", said)
    return (said,) if fits and (known or not is_known(said)) else ()


def _states(document: Mapping[str, Any], answer: Answer) -> Iterator[tuple[str, str]]:
    """Yield key and word of what may state the health: known words first, those near the top first.

    What contradicts the status of the answer is of something else, as `"snapshot": false` is.
    """
    every = [leaf for leaf in _leaves(document, "", 0) if not disagreement(answer.status, leaf[1].lower())]
    leaves = [(key, word) for key, word in every if word.lower() not in _TRUTHS or _FLAGS.search(key)]
    known = [(key, word) for key, word in leaves if meant(word.lower())]
    yield from sorted(known, key=lambda leaf: not (_LIKELY.search(leaf[0]) or _FLAGS.search(leaf[0])))
    yield from ((key, word) for key, word in leaves if _NAMED.search(key))


def _leaves(document: Mapping[str, Any], place: str, depth: int) -> Iterator[tuple[str, str]]:
    inner = []
    for key, value in document.items():
        if isinstance(value, str | bool):
            yield f"{place}{key}", json.dumps(value) if isinstance(value, bool) else value
        elif isinstance(value, dict) and depth < _DEEPEST:
            inner.append((value, f"{place}{key}."))
    for value, where in inner:
        yield from _leaves(value, where, depth + 1)
