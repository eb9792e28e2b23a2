"""Which series an expression of PromQL names, and inside of what: told without evaluating it. Pure.

Source: Prometheus, "Querying basics" and "Operators".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_TEXT = re.compile(r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|`[^`]*`")
_COMMENT = re.compile(r"#[^\n]*")
_RANGE = re.compile(r"\[[^\]]*\]")
_LABELS = re.compile(r"\{[^{}]*\}")
_GROUPING = re.compile(r"\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^()]*\)", re.IGNORECASE)
_TOKEN = re.compile(r"(?<![\w.:])[a-zA-Z_:][\w:]*|[()]")
_DEPENDS = re.compile(r"\b(?:time|minute|hour|month|year|days?_\w+)\s*\(|\{")
_WORDS = {
    *(
        "and",
        "or",
        "unless",
        "bool",
        "offset",
        "inf",
        "nan",
        "atan2",
        "start",
        "end",
        "group_left",
        "group_right",
    ),
    *("by", "without", "on", "ignoring"),
}


class Named(NamedTuple):
    """A series that an expression names, and the functions and aggregations around it, innermost last."""

    series: str
    inside: tuple[str, ...]


def named_in(expression: str) -> list[Named]:
    """Return every series that stands in an expression by its name."""
    bare = _LABELS.sub(" ", _RANGE.sub(" ", _COMMENT.sub("", _TEXT.sub('""', expression))))
    return list(_walked(_GROUPING.sub(" ", bare)))


def _walked(text: str) -> Iterator[Named]:
    inside: list[str] = []
    before = ""
    for found in _TOKEN.finditer(text):
        word = found[0]
        if word == "(":
            inside.append(before)
        elif word == ")":
            inside = inside[:-1]
        elif word.lower() not in _WORDS and not text[found.end() :].lstrip().startswith("("):
            yield Named(word, tuple(filter(None, inside)))
        before = word.lower() if word not in "()" else ""


def is_always_true(expression: str) -> bool:
    """Whether neither a series nor the time has a say in it, as in `vector(1)`."""
    return bool(expression.strip()) and not named_in(expression) and not _DEPENDS.search(expression)
