"""Take a run's secrets out of a text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from gonogo.core.redaction.find import Finder
from gonogo.core.redaction.forms import SHORTEST, forms
from gonogo.core.redaction.packed import Unpacker
from gonogo.core.redaction.views import EVERY, Span, View, views

_SEPARATOR = r":(?:\\?/){2}|%3[aA]%2[fF]%2[fF]"
_USER = re.compile(rf"(?<=[A-Za-z0-9])(?:{_SEPARATOR})([^\s/?#\"'<>\\]{{1,500}})(?:@|%40)")
_WEB = ("http", "https", "ws", "wss")


@dataclass(frozen=True)
class Redactor:
    """Replace secrets, by name, in every encoding and where they were cut; passwords of URLs as well.

    For what came from outside alone: ids, outcomes and keys of ours are never given to it. A secret that
    could be a word of ours (below 8 characters, or below 12 letters) counts only where it stands alone.
    """

    values: Mapping[str, str]

    def text(self, text: str) -> str:
        """Return the text with every form of every secret replaced by its name. Twice is as good as once."""
        if len(text) < SHORTEST:
            return text
        kept = [match.span() for match in self._marks.finditer(text)]
        pieces, end = [], 0
        for (begin, stop), mark in _joined(_free(self._found(text), kept)):
            pieces += [text[end:begin], mark]
            end = stop
        return "".join([*pieces, text[end:]])

    def value(self, value: Any) -> Any:
        """Return plain JSON types with each text redacted; keys and all else stay as they are."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, Mapping):
            return {key: self.value(inner) for key, inner in value.items()}
        if isinstance(value, list | tuple):
            return [self.value(inner) for inner in value]
        return value

    def _found(self, text: str) -> Iterator[tuple[Span, str]]:
        for match in _USER.finditer(text):
            yield from _password(match)
        unpacker = Unpacker(self._mark_of)
        for view in self._views(text) if self.values else ():
            for span, form in self._finder.find(view.text):
                yield view.origin(span), f"[redacted:{form.name}]"
            for span, mark in unpacker.marks(view.text):
                yield view.origin(span), mark

    def _views(self, text: str) -> list[View]:
        return views(text, looks_escaped=self._looks_escaped, has_blank=self._has_blank)

    def _mark_of(self, unpacked: str, more: bool) -> str:
        """Return what stands for a packed text: a secret in it; no name where nobody can look through it."""
        found = (form for view in self._views(unpacked) for _, form in self._finder.find(view.text))
        first = next(found, None)
        return f"[redacted:{first.name}]" if first else "[redacted]" if more else ""

    @cached_property
    def _marks(self) -> re.Pattern[str]:
        """What an earlier redaction left; only our names, for a secret may stand between brackets."""
        names = "|".join(re.escape(f":{name}") for name in self.values)
        return re.compile(rf"\[redacted(?:{names})?\]")

    @cached_property
    def _finder(self) -> Finder:
        return Finder.of(form for name, value in self.values.items() for form in forms(name, value))

    @cached_property
    def _looks_escaped(self) -> bool:
        return any(View(value).decoded(EVERY).text != value for value in self.values.values())

    @cached_property
    def _has_blank(self) -> bool:
        return any(" " in value for value in self.values.values())


def _password(match: re.Match[str]) -> Iterator[tuple[Span, str]]:
    """Give what is behind the colon of a URL's user; without one, what the web takes for a token."""
    user, colon, _ = match[1].partition(":")
    before = match.string[max(0, match.start() - 5) : match.start()].lower()
    if colon:
        yield (match.start(1) + len(user) + 1, match.end(1)), "[redacted]"
    elif before.endswith(_WEB):
        yield match.span(1), "[redacted]"


def _free(found: Iterable[tuple[Span, str]], kept: list[Span]) -> Iterator[tuple[Span, str]]:
    """Leave out what touches a mark that stands there already."""
    ends = [end for _, end in kept]
    for (begin, end), mark in found:
        number = bisect_right(ends, begin)
        if begin < end and not (number < len(kept) and kept[number][0] < end):
            yield (begin, end), mark


def _joined(found: Iterable[tuple[Span, str]]) -> Iterator[tuple[Span, str]]:
    """Give places in order, those that overlap as one, named by the longest of them."""
    longest, last = 0, None
    for (begin, end), mark in sorted(found, key=lambda each: each[0]):
        if last is None or begin >= last[0][1]:
            if last is not None:
                yield last
            last, longest = ((begin, end), mark), end - begin
            continue
        named = mark if end - begin > longest or last[1] == "[redacted]" else last[1]
        last, longest = ((last[0][0], max(last[0][1], end)), named), max(longest, end - begin)
    if last is not None:
        yield last
