"""An error of a driver that is handed on as an object, and a statement that stands by itself. Pure.

What makes JSON of an error (`res.json(err)`) leaves its message out, which no list of its fields names, and
tells what the driver has added: where in the store's source it arose, the call of the system, the statement.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, NamedTuple

from gonogo.core.plain import plain

_DEEPEST = 6
_LONGEST = 120


class _Sign(NamedTuple):
    """Fields that an object has together only where a driver made it, and how each of them reads."""

    fields: dict[str, str]
    told: str

    def is_of(self, found: dict[str, Any]) -> bool:
        """Whether an object, its names in lower case, has all of these fields, and they read so."""
        return all(
            isinstance(found.get(name), str | int | dict)
            and re.fullmatch(pattern, str(found[name]), re.DOTALL)
            for name, pattern in self.fields.items()
        )


_STATE = r"[0-9A-Z]{5}"
_SIGNS = (
    # PostgreSQL and what speaks as it does: the protocol's fields F, L, R and C
    _Sign(
        {"file": r"\w+\.(?:c|cc|cpp|go|l|y)", "line": r"\d+", "routine": r"\w+", "code": _STATE}, "routine"
    ),
    # MySQL and MariaDB
    _Sign({"sqlstate": _STATE, "errno": r"\d+"}, "sqlstate"),
    _Sign({"sqlstate": _STATE, "sqlmessage": r".*"}, "sqlmessage"),
    # libuv
    _Sign({"errno": r"-?\d+", "code": r"E[A-Z0-9_]+", "syscall": r"\w+.*"}, "syscall"),
    # Prisma and MongoDB
    _Sign({"code": r"P\d{4}", "clientversion": r"\d+\.\d+\.\d+.*"}, "clientversion"),
    _Sign({"code": r"\d+", "keypattern": r"\{.+\}", "keyvalue": r"\{.+\}"}, "keypattern"),
)
_SELECTS = r"SELECT\s+\S.{0,400}?\sFROM\s+[\w\"`\[]"
_CHANGES = r"INSERT\s+INTO\s+[\w\"`\[]|UPDATE\s+\S{1,160}\s+SET\s+\S|DELETE\s+FROM\s+[\w\"`\[]"
_IN_A_FIELD = re.compile(rf"\s*(?:{_SELECTS}|{_CHANGES})", re.DOTALL)
_OF_A_STATEMENT = ("sql", "rawsql", "sqlquery", "statement", "stmt", "query", "lastquery", "failedquery")
# A column and a table in small letters, and no word of a form or a shop: `SELECT size FROM list`.
_PLAIN = (
    r"SELECT (?:DISTINCT )?(?!one\b|all\b|any\b|some\b)[a-z_]\w{0,80} FROM "
    r"(?!(?:the|your|a|an|this|that|our|my|it|one|each|any|all|below|above|here|them|these|those|list|menu"
    r"|options?|cart|page|form|range|catalog\w*|store|shop|calendar|map|dropdown|table)\b)[a-z_][\w.]{0,80}"
)
_ALONE = re.compile(rf"\s*{_PLAIN}\s*;?\s*")
_LED = re.compile(
    r"(?:\[SQL|\bSQL|\bLINE 1|\b(?:[Qq]uery|[Ss]tatement|[Ee]xecuting|[Rr]unning)(?: failed)?)(?::| was:) ?"
    rf"[\"'`]?{_PLAIN}\b"
)
_OF_AN_EXAMPLE = re.compile(r"(?i)example|sample|usage|hint|help|syntax|default|placeholder|documentation")
_BY_AN_EXAMPLE = re.compile(
    r"(?i:\be\.g\.|\bexample|\bsuch as\b|\blike\b|\bmust\b|\bshould\b|\bexpected\b|\busage\b)"
)


def handed_on(body: str, sent: str) -> Iterator[tuple[str, str]]:
    """Give what an error's body hands on of a driver, and the words that do; ``sent`` is all that we may say.

    A service whose clients send it statements may repeat them.
    """
    found = _read(body)
    for name, one in _within("", found if found is not None else plain(body)):
        what, told = _told(name, one)
        if told and json.dumps(told, ensure_ascii=False)[1:-1] not in sent:
            yield what, told[:_LONGEST]


def _told(name: str, found: dict[str, Any] | str) -> tuple[str, str]:
    if isinstance(found, str):
        return "a query", _statement(name, found)
    told = next((sign.told for sign in _SIGNS if sign.is_of(found)), "")
    return "an error of a driver", f"{told}: {found[told]}" if told else ""


def _statement(name: str, text: str) -> str:
    """Return the statement that a text is, or ends with, under a name; empty where it is none."""
    if _OF_AN_EXAMPLE.search(name):
        return ""
    if name in _OF_A_STATEMENT and _IN_A_FIELD.match(text):
        return text
    if _ALONE.fullmatch(text):
        return text.strip()
    led = _LED.search(text)
    return led[0] if led and not _BY_AN_EXAMPLE.search(text) else ""


def _within(name: str, found: Any, depth: int = 0) -> Iterator[tuple[str, dict[str, Any] | str]]:
    """Give each object and each text of what was read, by its name in small letters."""
    if depth > _DEEPEST:
        return
    if isinstance(found, str):
        inner = _read(found)  # an object that was made a text of, once more
        yield from [(name, found)] if inner is None else _within(name, inner, depth + 1)
    elif isinstance(found, list):
        for one in found:
            yield from _within(name, one, depth + 1)
    elif isinstance(found, dict):
        named = {key.lower().replace("_", ""): value for key, value in found.items()}
        yield name, named
        for key, value in named.items():
            yield from _within(key, value, depth + 1)


def _read(text: str) -> dict[str, Any] | list[Any] | None:
    """Return the object or the list that a text is, None for any other."""
    if text.lstrip()[:1] not in ("{", "["):
        return None
    with suppress(ValueError, RecursionError):
        found = json.loads(text)
        return found if isinstance(found, dict | list) else None
    return None
