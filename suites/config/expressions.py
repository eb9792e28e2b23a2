"""Expressions of GitHub Actions: which texts and properties may come out of one. Pure.

Source: GitHub, "Evaluate expressions in workflows and actions": names are read in any case, `a.b` is
`a['b']`, and `&&` and `||` give one of their operands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_INSIDE = re.compile(r"\$\{\{((?:'[^']*'|(?!\}\})[^'])*)\}\}")
_TOKEN = re.compile(
    r"\s*('(?:[^']|'')*'|[A-Za-z_][\w-]*|[+-]?\d[\w.+-]*|[+-]?\.\d[\w.+-]*|&&|\|\||[!=<>]=|[!<>()\[\].,*])"
)
_COMPARED = frozenset({"==", "!=", "<", "<=", ">", ">="})
_ANSWERS = frozenset(
    {"contains", "startswith", "endswith", "hashfiles", "success", "failure", "always", "cancelled"}
)
"""Functions of which nothing but a truth value or a digest comes out."""
_INDEX = re.compile(r"\s*\[\s*'([^']*)'\s*\]")
_TEXT = re.compile(r"('(?:[^']|'')*')")


def expressions(text: str) -> Iterator[tuple[str, str]]:
    """Give each expression that a text holds, as it is written, and what is in it."""
    for found in _INSIDE.finditer(text):
        yield found[0], found[1]


def filled(text: str) -> str:
    """Return a text with what may come out of each expression in its place."""
    return _INSIDE.sub(lambda found: " ".join(outcomes(found[1])), text)


def plainly(text: str) -> str:
    """Return an expression with dots in place of indexes and in small letters, but for its texts."""
    dotted = _INDEX.sub(r".\1", text)
    return "".join(part if part[:1] == "'" else part.lower() for part in _TEXT.split(dotted))


def outcomes(expression: str) -> list[str]:
    """Return the texts, in quotes, and the properties, dotted, that may come out.

    Of what nobody can read, each property that it names.
    """
    try:
        return _Reader(list(_tokens(expression))).all_of_it()
    except (IndexError, ValueError, RecursionError):
        return re.findall(r"[\w-]+(?:\.[\w*-]+)+", _INDEX.sub(r".\1", expression))


def _tokens(expression: str) -> Iterator[str]:
    """Give the words of an expression; ValueError for what is none."""
    at, end = 0, len(expression.rstrip())
    while at < end:
        found = _TOKEN.match(expression, at)
        if found is None:
            raise ValueError("no expression")
        yield found[1]
        at = found.end()


class _Reader:
    """Reads words from the left; each method takes what it stands for, and gives what may come out of it."""

    def __init__(self, tokens: list[str]) -> None:
        self._left = tokens[::-1]

    def all_of_it(self) -> list[str]:
        """Read an expression; ValueError or IndexError where it is none."""
        found = self._either()
        if self._left:
            raise ValueError("something is left")
        return found

    def _next(self) -> str:
        return self._left[-1] if self._left else ""

    def _takes(self, *words: str) -> bool:
        if self._next() in words:
            self._left.pop()
            return True
        return False

    def _expect(self, word: str) -> None:
        if not self._takes(word):
            raise ValueError(f"no {word}")

    def _either(self) -> list[str]:
        found = self._both()
        while self._takes("||"):
            found = [*found, *self._both()]
        return found

    def _both(self) -> list[str]:
        """Give what comes out of the last: any other one only where it is empty, or as good as that."""
        found = self._compared()
        while self._takes("&&"):
            found = self._compared()
        return found

    def _compared(self) -> list[str]:
        found = self._single()
        while self._takes(*_COMPARED):
            self._single()
            found = []
        return found

    def _single(self) -> list[str]:
        if self._takes("!"):
            self._single()
            return []
        if self._takes("("):
            found = self._either()
            self._expect(")")
            return [one + self._below() for one in found] if self._next() in {".", "["} else found
        word = self._left.pop()
        if word[0] == "'":
            return [word]
        if not re.match(r"[A-Za-z_]", word):
            return []
        return self._called(word.lower()) if self._takes("(") else [word + self._below()]

    def _called(self, name: str) -> list[str]:
        found: list[str] = []
        while not self._takes(")"):
            found += self._either()
            if self._next() != ")":
                self._expect(",")
        self._below()
        if name in _ANSWERS:
            return []
        return [f"{name}({one})" if one[0] != "'" else one for one in found] if name == "tojson" else found

    def _below(self) -> str:
        """Take what is asked for below a value: `.name`, `['name']`, `[0]` or `.*`."""
        path = ""
        while self._next() in {".", "["}:
            if self._left.pop() == ".":
                path += f".{self._left.pop()}"
            else:
                path += f".{self._index()}"
        return path

    def _index(self) -> str:
        word = self._next()
        found = [self._left.pop()] if word == "*" or word.isdigit() else self._either()
        self._expect("]")
        return found[0].strip("'") if len(found) == 1 and found[0][0] in "'*0123456789" else "*"
