"""Which paths are health probes, and how each states its state."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from gonogo.init.asking import Asked
from gonogo.init.health_pages import PAGES, data_of, is_envelope, is_health_page, object_of
from gonogo.init.kept import kept_by
from gonogo.instruments.probe.ask import Answer
from gonogo.suites.health.agreement import disagreement, meant, stated_by_object
from gonogo.suites.health.words import is_known

PATHS = ("liveness", "readiness", "startup", "overall")
_STATUSES = (200, 204, 503)
_LONGEST_WORDS = 60
_DEEPEST = 4
_REFUSED, _FAILED = 400, 500
_REDIRECTS = range(300, 400)
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
    cache: str = ""
    """The headers by which a cache says that it gave the answer."""
    beside: str = ""
    """How a path beside it is answered that nobody has, where it is not refused."""

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
            probe = as_probe(path, asked.get(path))
            found[name] = replace(probe, cache=kept_by(asked, path), beside=_beside(asked, path))
    return found


def _beside(asked: Asked, path: str) -> str:
    """Say how a path is answered that begins as the probe does, where the gate refuses that.

    What all else of the folder is refused beside only begins so: no catch-all answers it.
    """
    unknown = f"{path.partition('?')[0].rstrip('/') or '/'}-{asked.nonce}"
    answer = asked.get(unknown)
    alone = _is_refused(asked.get(f"{unknown.rpartition('/')[0]}/no-such-page-{asked.nonce}"))
    if _is_refused(answer) or answer.status is None or (answer.status < _REFUSED and alone):
        return ""
    to = answer.header("Location")
    away = f" to {to.replace(asked.nonce, '…')}" if to and answer.status in _REDIRECTS else ""
    return f"{unknown.replace(asked.nonce, '…')} answers {answer.status}{away}"


def _is_refused(answer: Answer) -> bool:
    return answer.status is not None and _REFUSED <= answer.status < _FAILED


def is_probe(asked: Asked, path: str) -> bool:
    """Whether a path answers as a probe does, and not as whatever answers every path."""
    answer = asked.get(path)
    if answer.error or answer.status not in _STATUSES or asked.is_catch_all(path):
        return False
    if answer.media_type in PAGES:
        return is_health_page(answer, lambda: asked.again(path, "application/json"))
    return not is_envelope(path, answer)


def as_probe(path: str, answer: Answer) -> FoundProbe:
    """Say in which form a probe states its state; an envelope's own says how the request was answered."""
    if answer.media_type in PAGES:
        return FoundProbe(path, answer, "any", words=_words(answer, answer.text, known=True))
    document = object_of(answer)
    if document is None or not (
        answer.media_type == "application/json" or answer.media_type.endswith("+json")
    ):
        return FoundProbe(path, answer, "text", words=() if document else _words(answer, answer.text))
    own = [(key, word) for key, word in _states(data_of(document), answer) if _is_likely(key)]
    if not own and meant(stated_by_object(answer.text)):
        return FoundProbe(path, answer, "json")
    for key, word in own or _states(document, answer):
        words = _words(answer, word, known=not is_known(word))
        if words or meant(word.lower()) or _is_bad(answer):
            return FoundProbe(path, answer, "json", key=key, words=words)
    return FoundProbe(path, answer, "text")


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
    yield from sorted(known, key=lambda leaf: not _is_likely(leaf[0]))
    yield from ((key, word) for key, word in leaves if _NAMED.search(key))


def _is_likely(key: str) -> bool:
    return bool(_LIKELY.search(key) or _FLAGS.search(key))


def _leaves(document: Mapping[str, Any], place: str, depth: int) -> Iterator[tuple[str, str]]:
    inner = []
    for key, value in document.items():
        if isinstance(value, str | bool):
            yield f"{place}{key}", json.dumps(value) if isinstance(value, bool) else value
        elif isinstance(value, dict) and depth < _DEEPEST:
            inner.append((value, f"{place}{key}."))
    for value, where in inner:
        yield from _leaves(value, where, depth + 1)
