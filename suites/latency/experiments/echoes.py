"""Whether an answer tells of its own request, or of what another client sent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from gonogo.contract.latency import Journey
from gonogo.core.references import texts_of
from gonogo.instruments.probe.ask import Answer
from gonogo.loadtests import template

ANOTHERS = "what another client sent"
_PARTS = re.compile(r"[/?&=]")


def words(journey: Journey, known: Mapping[str, str]) -> frozenset[str]:
    """Return what only this request says: texts of its body and parts of its path that are filled in."""
    texts = [*(text for _, text in texts_of(journey.body)), *_PARTS.split(journey.path)]
    own = (template.pieces(text, str) for text in texts if template.placeholders(text))
    return frozenset(template.filled(pieces, known).decode() for pieces in own)


@dataclass
class Echoes:
    """What was sent with one journey, all its requests together, and what came back.

    Only where each answer before anybody left told of its own request can a later one tell of another: an
    answer that holds one text that another request sent, as a whole value, and none of its own (redis-py
    issue 2665: whoever was next read the answer to a command that was cancelled).
    """

    _sent: set[str] = field(default_factory=set)
    _tells: bool = False

    def send(self, own: frozenset[str]) -> frozenset[str]:
        """Note what a request says."""
        self._sent |= own
        return own

    def begin(self, before: list[tuple[frozenset[str], Answer]]) -> None:
        """See whether these answers, of clients that waited, tell of their requests."""
        self._tells = bool(before) and all(own & _values(answer) for own, answer in before)

    def is_anothers(self, own: frozenset[str], answer: Answer) -> bool:
        """Whether it tells of one other request, and not of its own."""
        told = _values(answer) if self._tells else frozenset()
        return not own & told and len((self._sent - own) & told) == 1


def _values(answer: Answer) -> frozenset[str]:
    try:
        return frozenset(_leaves(answer.json()))
    except ValueError:
        return frozenset()


def _leaves(document: Any) -> Iterator[str]:
    if isinstance(document, dict | list):
        for each in document.values() if isinstance(document, dict) else document:
            yield from _leaves(each)
    elif isinstance(document, str | int):
        yield str(document)
