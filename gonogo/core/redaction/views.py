"""A text as a reader sees it who undoes escapes and wrapped lines, and the way back to where it stands."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

Span = tuple[int, int]
_LETTERS = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "v": "\v", "a": "\a", "0": "\0"}
_LAST = 0x10FFFF
_BACKSLASH = (
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u\{[0-9a-fA-F]{1,6}\}"
    r"|\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8}|\\x[0-9a-fA-F]{2}|\\[0-3][0-7]{2}|\\[^\n]"
)
_PERCENT = r"%[0-9a-fA-F]{2}|%u[0-9a-fA-F]{4}"
_ENTITY = r"&(?:#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6});?|[A-Za-z][A-Za-z0-9]{1,31};)"


@dataclass(frozen=True)
class Decoding:
    """What is replaced, and by what."""

    pattern: re.Pattern[str]
    replace: Callable[[re.Match[str]], str]


@dataclass(frozen=True)
class View:
    """A decoded text; ``parent`` is the view that it was made from, None for the text itself."""

    text: str
    parent: View | None = None
    decoding: Decoding | None = None
    made: dict[Decoding, View] = field(default_factory=dict, compare=False, repr=False)

    def decoded(self, decoding: Decoding) -> View:
        """Return the view after one decoding; itself where that changes nothing."""
        if decoding not in self.made:
            text = decoding.pattern.sub(decoding.replace, self.text)
            self.made[decoding] = self if text == self.text else View(text, self, decoding)
        return self.made[decoding]

    def origin(self, span: Span) -> Span:
        """Return the place in the text itself; an escape belongs to it whole."""
        if self.parent is None:
            return span
        return self.parent.origin((self._place(span[0])[0], self._place(span[1] - 1)[1]))

    def _place(self, at: int) -> Span:
        """Return where one character of this view stands in its parent."""
        starts, pieces = self._pieces
        number = bisect_right(starts, at) - 1
        if number < 0:
            return at, at + 1
        end, (begins, ends) = pieces[number]
        return (begins, ends) if at < end else (ends + at - end, ends + at - end + 1)

    @cached_property
    def _pieces(self) -> tuple[list[int], list[tuple[int, Span]]]:
        """Return where each replaced piece begins here, and its end here with its place in the parent."""
        starts: list[int] = []
        pieces: list[tuple[int, Span]] = []
        shift = 0
        assert self.parent is not None
        assert self.decoding is not None
        for match in self.decoding.pattern.finditer(self.parent.text):
            start, made = match.start() + shift, len(self.decoding.replace(match))
            starts.append(start)
            pieces.append((start + made, match.span()))
            shift += made - (match.end() - match.start())
        return starts, pieces


def _quoted(said: str) -> str:
    return "" if said.endswith("\n") else chr(int(said[1:], 16))


def _undone(match: re.Match[str]) -> str:
    said = match[0]
    if said[0] == "\\":
        return _unescaped(said)
    if said[0] == "%":
        return chr(int(said[1:].lstrip("u"), 16))
    return _numbered(said) if said[1] == "#" else html.unescape(said)


def _numbered(entity: str) -> str:
    digits = entity[2:].rstrip(";")
    number = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
    return chr(number) if number <= _LAST else entity


def _unescaped(said: str) -> str:
    kind = said[1]
    if len(said) == 12 and kind == "u":
        return chr(0x10000 + ((int(said[2:6], 16) & 0x3FF) << 10) + (int(said[8:], 16) & 0x3FF))
    if kind in "uUx" and len(said) > 2:
        number = int(said[2:].strip("{}"), 16)
        return chr(number) if number <= _LAST else said
    return chr(int(said[1:], 8)) if len(said) == 4 else _LETTERS.get(kind, kind)


EVERY = Decoding(re.compile(f"{_BACKSLASH}|{_PERCENT}|{_ENTITY}"), _undone)
"""All escapes at once: JSON, `repr`, C and shells; URLs; HTML."""
SINGLE = tuple(Decoding(re.compile(pattern), _undone) for pattern in (_BACKSLASH, _PERCENT, _ENTITY))
"""Each kind alone, for a secret that itself looks like an escape."""
FORM = Decoding(re.compile(rf"{_PERCENT}|\+"), lambda match: " " if match[0] == "+" else _undone(match))
"""A form's encoding, where a plus is a blank."""
UNWRAPPED = Decoding(re.compile(r"=?[\r\n]+[ \t]*"), lambda _: "")
"""Lines put together: wrapped logs, MIME, quoted-printable."""
JOINED = Decoding(re.compile(r"(?<==)[\r\n]+[ \t]*"), lambda _: "")
"""Lines put together after a sign of equality that is a digit, as base 85 has it."""
PRINTABLE = Decoding(re.compile(r"=[0-9A-Fa-f]{2}|=\r?\n"), lambda match: _quoted(match[0]))
"""Quoted-printable (RFC 2045, 6.7)."""
_Q_WORD = r"=\?[^?\s]{1,40}\?[qQ]\?"
WORDS = Decoding(
    re.compile(rf"(?:\?=\s{{1,9}})?{_Q_WORD}|=[0-9A-Fa-f]{{2}}|_"),
    lambda match: " " if match[0] == "_" else "" if "?" in match[0] else _quoted(match[0]),
)
"""Words of a header (RFC 2047, 4.2 and 6.2): a low line is a blank, and nothing stands between two words."""
OCTETS = Decoding(
    re.compile(r"\\(?:[0-9a-fA-F]{2}|[^\n])"),
    lambda match: chr(int(match[0][1:], 16)) if len(match[0]) == 3 else match[0][1],
)
"""Names and filters of LDAP (RFC 4514, 2.4; RFC 4515, 3): a backslash and the two digits of a byte."""
_OCTET = re.compile(r"\\[0-9a-fA-F][0-9a-fA-F\r\n]")
_INDEX = r"\\{0,7}\"\d{1,7}\\{0,7}\":\s{0,9}"
NUMBERS = Decoding(
    re.compile(rf"(?<=\d),\s{{1,40}}(?:{_INDEX})?(?=-?\d)|{_INDEX}(?=-?\d)"),
    lambda match: "," if match[0][0] == "," else "",
)
"""A list of numbers on one line, and as JSON has a typed array of JavaScript: each behind its place."""
_LISTED = re.compile(rf"(?:,\s{{0,40}}(?:{_INDEX})?-?\d{{1,3}}){{3}}")
_QUOTE = r"\\{0,7}[\"']"
_PLACED = rf"(?:{_QUOTE}\d{{1,7}}{_QUOTE}:\s{{0,9}})?"
SPELLED = Decoding(
    re.compile(rf"{_QUOTE},\s{{0,40}}{_PLACED}{_QUOTE}|\n[ \t]{{0,40}}- |(?<=\S), ?(?=\S(?:,|\s|$))"),
    lambda _: "",
)
"""A list of characters: each in quotes, maybe behind its place, on a line of YAML, or behind a comma."""
_CHARACTER = r"(?:\\{1,8}.|[^\s\\])"
_SPELLED = re.compile(
    rf"(?:{_QUOTE}{_CHARACTER}{_QUOTE},\s{{0,40}}{_PLACED}){{4}}"
    r"|(?:\n[ \t]{0,40}- \S){4}|(?:,\s?\S){5}(?!\w)"
)
_NAME = r"[\w.@/-]{1,100}"
_NOTED = (
    r"[ \t]{0,8}(?:\d{4}[-/]\d\d[-/]\d\d(?:[T ]\d[\d:.,]{4,20}(?:Z|[+-]\d\d:?\d\d)?)?"
    r"|\d\d:\d\d:\d\d[\d.,]{0,12}Z?|(?:[A-Z][a-z]{2} )?[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d"
    r"|[\[(<][^\])>\n]{1,120}[\])>]:?|[>#*+$|-]{1,3}"
    rf"|(?:{_NAME} )?{_NAME}\[\d{{1,10}}\]:|{_NAME}:\d{{1,7}}:|(?:stdout|stderr)(?: [FP])?"
    r"|(?i:trace|debug|info|notice|warn|warning|error|fatal|critical)(?::[\w.]{1,80})?:?)[ \t]"
)
_NAMED = rf"{_NAME}[ \t]{{0,60}}\|[ \t]?(?:{_NOTED}){{0,6}}"
PREFIXED = Decoding(
    re.compile(
        rf"\r?\n[ \t]{{0,40}}+(?:{_NAMED}|(?:{_NOTED}){{1,6}}|[^\n]{{1,160}}[ \t](?=\S+[ \t]*(?:[\r\n]|\Z)))"
    ),
    lambda _: "",
)
"""Lines put together that each begin with what a log says of them: who, when, how bad; or all but a word."""
_OFFSET = r"\b[0-9a-fA-F]{6,16}:?[ \t]{1,16}"
_COLUMN = r"[ \t]{1,60}(?:\|[^\n]{0,16}\||>[^\n]{0,16}<)|[ ]{2}[^\n]{16}"
DUMPED = Decoding(
    re.compile(rf"(?:{_COLUMN})?\r?\n[^\n]{{0,120}}?{_OFFSET}|[ ]{{2,}}"),
    lambda _: " ",
)
"""The numbers of a dump (od, hexdump, xxd), line after line."""
COLUMNS = Decoding(
    re.compile(rf"[|<]?\r?\n[^\n]{{0,120}}?{_OFFSET}(?:[0-9a-fA-F]{{2,8}}[ ]{{1,50}}){{1,16}}[|>]?"),
    lambda _: "",
)
"""The letters that stand beside them."""
_DUMP = re.compile(r"0[0-9a-fA-F]{5,15}:?[ \t]{1,16}(?:(?:[0-9a-fA-F]{2,6}\s{1,9}){3}|(?<=[ ]{3})\S)")
_UNSEEN = (
    r"\x1b\[[0-9:;<=>?]{0,60}[ -/]{0,8}[@-~]|[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u2064\u2066-\u2069\ufeff]"
)
SEEN = Decoding(re.compile(_UNSEEN), lambda _: "")
"""What a reader sees: without colours, control characters and those of no width."""
_LABEL = re.compile(r"xn--([A-Za-z0-9-]{1,59})", re.IGNORECASE)


def _labelled(match: re.Match[str]) -> str:
    try:
        return match[1].encode().decode("punycode")
    except ValueError:
        return match[0]


LABELS = Decoding(_LABEL, _labelled)
"""Host names as people read them (RFC 5890, A-labels; RFC 3492)."""
_BROKEN = re.compile(r"(?:\\[uUx]?[0-9a-fA-F{]{0,7}|%[0-9a-fA-F]?|&#?\w{0,31})=?[\r\n]")
"""A line that ends within an escape: then lines are put together first."""
_ODD = re.compile(r"[\\%&\r\n]")
_HIDING = re.compile(rf"{_UNSEEN}|\\(?:[xX][0-9a-fA-F]|u[0-9a-fA-F]{{4}}|033|e\[)|&[A-Za-z#]")
_DEEPEST = 4  # JSON in JSON in a URL in a page


def views(text: str, *, looks_escaped: bool, has_blank: bool) -> list[View]:
    """Return the text and its decodings, each as it is wrapped and with its lines put together."""
    whole = View(text)
    found = _usual(whole, looks_escaped=looks_escaped, has_blank=has_blank)
    if PRINTABLE.pattern.search(text):
        found += [quoted := whole.decoded(PRINTABLE), quoted.decoded(UNWRAPPED)]
    found += _listed(whole)
    if _LABEL.search(text):
        found += [view.decoded(LABELS) for view in tuple(found)]
    if _HIDING.search(text):
        found += [view.decoded(SEEN) for view in tuple(found)]
    return list({view.text: view for view in reversed(found)}.values())


def _outer(whole: View) -> tuple[View, View]:
    return whole, whole.decoded(UNWRAPPED)


def _listed(whole: View) -> Iterator[View]:
    """Give what is read of headers, names in a directory, lists of numbers and dumps."""
    if "=?" in whole.text:
        yield from (view.decoded(WORDS) for view in _outer(whole))
    if _OCTET.search(whole.text):
        escaped = whole.decoded(UNWRAPPED).decoded(SINGLE[0])
        yield from (view.decoded(OCTETS) for view in (*_outer(whole), escaped))
    if _LISTED.search(whole.text):
        yield whole.decoded(UNWRAPPED).decoded(NUMBERS)
    if _SPELLED.search(whole.text):
        yield from (joined := whole.decoded(SPELLED), joined.decoded(EVERY))
    if _DUMP.search(whole.text):
        yield from (whole.decoded(DUMPED), whole.decoded(COLUMNS))


def _without_prefixes(whole: View, *, looks_escaped: bool) -> Iterator[View]:
    if "\n" in whole.text:
        joined = whole.decoded(PREFIXED)
        yield joined.decoded(EVERY)
        if looks_escaped:
            yield joined
    if "\\n" in whole.text:
        yield whole.decoded(EVERY).decoded(PREFIXED)


def _usual(whole: View, *, looks_escaped: bool, has_blank: bool) -> list[View]:
    text = whole.text
    if not _ODD.search(text):
        return [whole, whole.decoded(FORM)] if has_blank and "+" in text else [whole]
    found = list(_deeper(whole, EVERY))
    joined = whole if looks_escaped or _BROKEN.search(text) else whole.decoded(EVERY)
    found += _deeper(joined.decoded(UNWRAPPED), EVERY, UNWRAPPED)
    if JOINED.pattern.search(joined.text):
        found.append(joined.decoded(JOINED).decoded(UNWRAPPED))
    found += _without_prefixes(whole, looks_escaped=looks_escaped)
    if looks_escaped:
        found += [view.decoded(decoding) for view in _outer(whole) for decoding in SINGLE]
    if has_blank and "+" in text:
        found += [view.decoded(FORM) for view in (*_outer(whole), whole.decoded(SINGLE[0]))]
    return found


def _deeper(view: View, *decodings: Decoding) -> Iterator[View]:
    """Give the view, and what each further decoding changes."""
    yield view
    for _ in range(_DEEPEST):
        before = view
        for decoding in decodings:
            view = view.decoded(decoding)
            yield view
        if view is before:
            return
