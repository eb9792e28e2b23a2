"""Texts that a client may well write, made so that a careless reader takes the square of their length.

Source: CWE-1333; OWASP, Regular expression Denial of Service; Stack Exchange, 20 July 2016 (blanks); UAX #15,
Stream-Safe Text Format (accents).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from gonogo.instruments.inputs.bodies import SIZES
from gonogo.instruments.inputs.message import Input, Plain

_QUERY_SIZES = (400, 1_600, 6_400)
"""Bytes of a query's value as it is sent, percent-encoded: most servers read a request line of 8 kB."""
_SHORT = (30, 60)
"""Letters that a field takes whose length is looked at first: enough for a pattern that doubles with each."""
_DIGITS = (100_000, 1_000_000)
"""Of a number in seven letters; to write it out takes the square of them. Source: CVE-2020-10735."""
_MOST_FIELDS = 2
_TEXTS: Mapping[str, tuple[str, str, str]] = {
    "letters and a mark": ("", "a", "!"),
    "digits and a mark": ("", "1", "!"),
    "blanks in it": ("x", " ", "x"),
    "line feeds in it": ("x", "\n", "x"),
    "words": ("", "a ", "!"),
    "names with dots": ("", "a.", "!"),
    "addresses": ("", "a@a.", "!"),
    "slashes": ("http:", "/", "!"),
    "opening brackets": ("", "[", ""),
    "tags that do not end": ("", "<a ", ""),
    "emphasis": ("", "*a_", ""),
    "accents": ("a", "\u0301", ""),
    "accents above and below": ("a", "\u0301\u0316", ""),  # in their normal form, all below come first
}

_NESTED: Mapping[str, tuple[str, str]] = {"tags within tags": ("<", ">"), "links within links": ("[", "]")}
"""As many that close as open: who takes away the innermost pair each time takes the square of them."""


def growing_texts(plain: Plain, made: Mapping[str, object], sizes: Sequence[int] = SIZES) -> Iterator[Input]:
    """Give the JSON of ``made`` with each text in each of its first fields of text, in each size (bytes)."""
    fields = [name for name, value in made.items() if isinstance(value, str)][:_MOST_FIELDS]
    for field in fields:
        for series, text, size in _grown(f"JSON, {field} of", sizes):
            body = json.dumps({**made, field: text}, ensure_ascii=False).encode()
            message = plain.written("Content-Type: application/json", body=body)
            yield Input(f"{series}, {size:,} bytes", message, series=series)
        for what, text in _short():
            body = json.dumps({**made, field: text}, ensure_ascii=False).encode()
            yield Input(
                f"JSON, {field} of {what}", plain.written("Content-Type: application/json", body=body)
            )


def growing_queries(plain: Plain) -> Iterator[Input]:
    """Give the request with each text in each of the first fields of its query, in each size (bytes).

    A field that holds a number gets one of many digits as well: no series, since no size grows.
    """
    parts = urlsplit(plain.target)
    asked = parse_qsl(parts.query, keep_blank_values=True)
    for place, (field, value) in enumerate(asked[:_MOST_FIELDS]):
        texts = [
            (series, text, f"{series}, {size:,} bytes")
            for series, text, size in _grown(f"query, {field} of", _QUERY_SIZES, _quoted)
        ]
        texts += [
            ("", f"1e{digits}", f"query, {field} of {digits:,} digits as an exponent")
            for digits in (_DIGITS if value.isdecimal() else ())
        ]
        texts += [("", text, f"query, {field} of {what}") for what, text in _short()]
        for series, text, what in texts:
            query = [*asked[:place], (field, text), *asked[place + 1 :]]
            target = f"{parts.path}?{urlencode(query, quote_via=quote)}"
            yield Input(what, plain.written(target=target), series=series)


def _short() -> Iterator[tuple[str, str]]:
    """Give short texts, each with what it is of: what takes long for one grows with a power of two."""
    for what, (before, piece, after) in _TEXTS.items():
        for letters in _SHORT:
            yield f"{letters} letters, {what}", before + piece * (letters // len(piece)) + after


def _quoted(text: str) -> str:
    return quote(text, safe="")


def _grown(
    where: str, sizes: Sequence[int], sent: Callable[[str], str] = str
) -> Iterator[tuple[str, str, int]]:
    """Give series, text and size; a size is that of the text as it is sent."""
    for what, (before, piece, after) in _TEXTS.items():
        for size in sizes:
            yield f"{where} {what}", before + piece * (size // len(sent(piece).encode())) + after, size
    for what, (opens, closes) in _NESTED.items():
        for size in sizes:
            pairs = size // len(sent(opens + closes).encode())
            yield f"{where} {what}", opens * pairs + closes * pairs, size
