"""What becomes of letters beyond ASCII on their way through programs that know other sets of characters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

_CODES = ("latin-1", "cp1252", "iso8859-15")
_BEYOND_ASCII = 128
_FEWEST_LEFT = 8
"""Letters and digits of ASCII, without which a text with gaps is no sign of anything."""


def composed(value: str) -> set[str]:
    """Return it in the normal forms of Unicode (UAX 15), and as a host name has it (RFC 3491, nameprep)."""
    if value.isascii():
        return set()
    forms = {unicodedata.normalize("NFC", value), unicodedata.normalize("NFD", value)}
    return forms | {unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", value).casefold())}


def folded(text: str) -> str:
    """Return it in lower case, character by character: no place in it moves."""
    kept = text.replace("\u0130", "i")  # two characters in lower case
    return kept.lower().replace("\u03c2", "\u03c3")  # a sigma has another shape at a word's end


def coded(value: str) -> Iterator[bytes]:
    """Give its bytes in the sets of western Europe that have all of its letters."""
    for code in _CODES:
        try:
            yield value.encode(code)
        except UnicodeEncodeError:
            continue


def mistaken(value: str) -> Iterator[str]:
    """Give what is shown where its bytes are taken for those of another set, or a letter is not known."""
    if value.isascii():
        return
    whole = value.encode("utf-8", "surrogatepass")
    yield whole.decode("cp1252", "replace")
    for raw in coded(value):
        yield raw.decode("latin-1")
        yield raw.decode("cp1252", "replace")
        yield from _telling(raw.decode("utf-8", "replace"))
    for gap in ("", "?", "\ufffd"):
        yield from _telling("".join(c if c.isascii() else gap for c in value))
    yield from _telling(whole.decode("ascii", "replace"))
    yield from _telling("".join(chr(byte) if byte < _BEYOND_ASCII else "." for byte in whole))  # a dump


def _telling(text: str) -> Iterator[str]:
    if sum(c.isascii() and c.isalnum() for c in text) >= _FEWEST_LEFT:
        yield text
