"""What a text may hold, wherever it comes from: normalised, without control or direction characters."""

import re
import unicodedata

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
LONGEST_RUN = 30
"""Combining marks in a row, as the Stream-Safe Text Format has it (UAX #15): sorting them takes the square of
their number, 21 s for 100,000, in which the process does nothing else."""


def clean(text: str) -> str:
    """Return the text in NFC with line feeds alone between its lines.

    Raises ValueError for control characters, which PostgreSQL cannot store or a log shows as something else,
    and for direction overrides, which let a text read differently from what it is (CVE-2021-42574).
    """
    _require_stream_safe(text)
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if _CONTROL.search(text):
        raise ValueError("control characters are not allowed, the NUL character among them")
    if _DIRECTION.search(text):
        raise ValueError("characters that override the direction of text are not allowed")
    return text


def one_line(text: str) -> str:
    """Return a cleaned text as one line without blanks around it. Raises ValueError when nothing is left."""
    line = " ".join(clean(text).split())
    if not line:
        raise ValueError("it is empty or blank")
    return line


def stripped(text: str) -> str:
    """Return a foreign text without the characters that a client would be refused for, then cleaned."""
    return clean(_DIRECTION.sub("", _CONTROL.sub(" ", text)))


def _require_stream_safe(text: str) -> None:
    if text.isascii():
        return
    run = 0
    for character in text:
        run = run + 1 if unicodedata.combining(character) else 0
        if run > LONGEST_RUN:
            raise ValueError(f"more than {LONGEST_RUN} combining marks in a row are not allowed")
