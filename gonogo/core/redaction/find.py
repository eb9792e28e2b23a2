"""Find many forms at once, whole or cut, in time that does not grow with their number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from gonogo.core.redaction.characters import folded
from gonogo.core.redaction.forms import Form
from gonogo.core.redaction.views import Span

_GRAM, _STRIDE = 5, 4
"""Each fragment of 8 characters holds one of the text's grams of 5 that begin at a multiple of 4."""
_SHORTEST_PART = _GRAM + _STRIDE - 1
_SURE_PART = 12
_MIDDLE_PART = 16
_EDGES = "\r\n\"'…"
_CUT_ESCAPES = "\\%&"
_CUT_BEFORE = re.compile(r"#?[xXuU]?[0-9a-fA-F]{0,8}[;}]?")  # nothing, or what is left of an escape


@dataclass(frozen=True)
class Finder:
    """The forms, by their grams in lower case; those too short for that are looked for one by one."""

    short: list[Form] = field(default_factory=list)
    grams: dict[str, list[tuple[Form, int]]] = field(default_factory=dict)

    @classmethod
    def of(cls, forms: Iterable[Form]) -> Finder:
        """Index the forms."""
        made = cls()
        for form in set(forms):
            if len(form.text) < _SHORTEST_PART or form.alone:
                made.short.append(form)
                continue
            for gram, at in _places(form):
                made.grams.setdefault(folded(gram), []).append((form, at))
        return made

    def find(self, text: str) -> Iterator[tuple[Span, Form]]:
        """Give every place of a form or of a part that tells enough of it."""
        for form in self.short:
            yield from ((_led(text, match.span(), form), form) for match in _alone(form).finditer(text))
        known, low = self.grams, folded(text)
        hits = [at for at in range(0, len(text), _STRIDE) if low[at : at + _GRAM] in known]
        for hit in hits:
            for form, at in known[low[hit : hit + _GRAM]]:
                seen = text if form.cased else low
                if not _stands(seen, hit, form, at):
                    continue
                span = _grown(seen, hit, form.text, at)
                if _tells(seen, span, form):
                    yield _led(seen, _trimmed(seen, span, form), form), form


def _places(form: Form) -> Iterator[tuple[str, int]]:
    """Give each gram with its last place, and with its first one where a text repeats itself.

    Of a form that counts only whole, the first ones: one of them begins at a multiple of the stride.
    """
    text = form.text
    if not form.parts:
        yield from ((text[at : at + _GRAM], at) for at in range(_STRIDE))
        return
    places = range(len(text) - _GRAM + 1)
    last = {text[at : at + _GRAM]: at for at in places}
    yield from last.items()
    if len(last) < len(places):
        yield from {text[at : at + _GRAM]: at for at in reversed(places)}.items()


def _alone(form: Form) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_]){re.escape(form.text)}(?![^\W_])" if form.alone else re.escape(form.text))


def _stands(text: str, hit: int, form: Form, at: int) -> bool:
    """Whether the gram stands there in the form's letter case; all of a form that counts only whole."""
    if form.parts:
        return text.startswith(form.text[at : at + _GRAM], hit)
    return hit >= at and text.startswith(form.text, hit - at)


def _grown(text: str, begin: int, form: str, at: int) -> Span:
    """Return how far text and form agree around a gram."""
    end, last = begin + _GRAM, at + _GRAM
    while at > 0 and begin > 0 and text[begin - 1] == form[at - 1]:
        begin, at = begin - 1, at - 1
    while last < len(form) and end < len(text) and text[end] == form[last]:
        end, last = end + 1, last + 1
    return begin, end


def _trimmed(text: str, span: Span, form: Form) -> Span:
    """Leave the blanks around a part to what stands beside it."""
    begin, end = span
    if end - begin == len(form.text):
        return span
    part = text[begin:end]
    return begin + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())


def _led(text: str, span: Span, form: Form) -> Span:
    """Take in what stands before the beginning of a form and tells of it too, up to a blank."""
    begin, end = span
    if not form.lead or not form.text.startswith(text[begin:end]):
        return span
    before = text[max(0, begin - form.lead) : begin]
    return begin - len(before) + max(before.rfind(blank) + 1 for blank in " \n\t"), end


def _tells(text: str, span: Span, form: Form) -> bool:
    """Whether this is the form, or a part that was cut and is no word that stands there for itself."""
    part = text[span[0] : span[1]]
    if len(part) == len(form.text):
        return True
    if not form.parts or len(part) < (_SHORTEST_PART if form.least is None else form.least):
        return False
    if len(part) >= _MIDDLE_PART:
        return True
    first, last = form.text.startswith(part), form.text.endswith(part)
    sure = len(part) >= _SURE_PART or not (part.isalpha() or part.isdecimal())
    begin, end = span
    cut_after = end == len(text) or text[end] in _EDGES or text[end] in _CUT_ESCAPES
    cut_before = _CUT_BEFORE.fullmatch(text[max(0, begin - 12) : begin]) or text[begin - 1] in _EDGES
    return (first and (sure or cut_after)) or (last and (sure or bool(cut_before)))
