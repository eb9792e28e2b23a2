"""Texts with placeholders: `{n}` (number of the arrival), `{uuid}` and names captured by a setup."""

import json
import re
import uuid
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import quote

PLACEHOLDER = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")
LINE_ENDS = re.compile(r"[\r\n\0]")
BUILT_IN = frozenset({"n", "uuid"})

Escape = Callable[[str], str]
Piece = bytes | tuple[str, Escape]
"""Bytes as they are sent, or a hole: its name, and how its value is escaped there."""


class Known(dict[str, str]):
    """What placeholders stand for at one arrival; the uuid is made when it is asked for, and then stays."""

    def __missing__(self, name: str) -> str:
        if name != "uuid":
            raise KeyError(name)
        self[name] = str(uuid.uuid4())
        return self[name]


def placeholders(text: str) -> set[str]:
    """Names that a text wants replaced."""
    return set(PLACEHOLDER.findall(text))


def values(number: int, captured: Mapping[str, list[str]]) -> Known:
    """What each placeholder stands for at arrival `number`; captures are used in turn.

    The uuid is new in every run, so that two runs on one database never collide.
    """
    known = Known(n=str(number))
    for name, options in captured.items():
        known[name] = options[number % len(options)]
    return known


def pieces(text: str, escape: Escape) -> list[Piece]:
    """A text taken apart at its placeholders."""
    parts = PLACEHOLDER.split(text)
    return [(part, escape) if place % 2 else part.encode() for place, part in enumerate(parts)]


def merged(found: Iterable[Piece]) -> tuple[Piece, ...]:
    """The same with neighbouring bytes in one."""
    joined: list[Piece] = []
    for piece in found:
        if joined and isinstance(piece, bytes) and isinstance(joined[-1], bytes):
            joined[-1] += piece
        else:
            joined.append(piece)
    return tuple(joined)


def filled(found: Iterable[Piece], known: Mapping[str, str]) -> bytes:
    """The whole, each hole with its escaped value."""
    return b"".join([p if isinstance(p, bytes) else p[1](known[p[0]]).encode() for p in found])


def path_escape(value: str) -> str:
    """A value as one segment of a path or one value of a query."""
    return quote(value, safe="")


def header_escape(value: str) -> str:
    """A value within a header: what would end the line is a blank."""
    return LINE_ENDS.sub(" ", value)


def json_escape(value: str) -> str:
    """A value as the inside of a JSON string."""
    return json.dumps(value)[1:-1]


def body_text(body: Any) -> str | None:
    """The JSON text of a body template, None without a body."""
    return None if body is None else json.dumps(body, separators=(",", ":"))
