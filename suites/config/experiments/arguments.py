"""Put arguments into a line of a Dockerfile (Dockerfile reference, "Environment replacement"). Pure."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping

_FILLED = re.compile(
    r"\$(?:(?P<plain>\w+)|\{(?P<name>\w+)(?:(?P<how>:?[-+]|##?|%%?|//?)(?P<word>[^${}]*))?\})"
)

_MOST_STARS = 3


def filled(text: str, arguments: Mapping[str, str]) -> str:
    """Put arguments in, innermost first; what has no value stays as it is written."""
    before = None
    while before != text:
        before, text = text, _FILLED.sub(lambda found: _value(found, arguments), text)
    return text


def declared(
    value: str, given: Mapping[str, str], before: Mapping[str, str], outside: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return what an ARG declares, of one name or several, those that have a value.

    It is what the build is ``given``, else the default, in which what was declared ``before`` is put, else
    what an ARG ``outside`` of the stage has, for a name without a default (Dockerfile reference, "ARG").
    """
    found: dict[str, str] = {}
    for word in _words(value):
        name, stated, default = word.partition("=")
        own = filled(default, {**before, **found}) if stated else (outside or {}).get(name, "")
        found[name] = given.get(name, own)
    return {name: told for name, told in found.items() if told}


def _words(value: str) -> list[str]:
    try:
        return shlex.split(value)
    except ValueError:
        return value.split()


def _value(found: re.Match[str], arguments: Mapping[str, str]) -> str:
    value, how, word = arguments.get(found["plain"] or found["name"], ""), found["how"] or "", found["word"]
    if how.endswith("+"):
        return word if value else ""
    if how[:1] in ("#", "%", "/") and how:
        return _cut(value, how, word) if value and word.count("*") <= _MOST_STARS else found[0]
    return value or (word if how else found[0])


def _cut(value: str, how: str, word: str) -> str:
    """Take off what fits at the beginning (`#`) or at the end (`%`), or put another text there (`/`)."""
    if how[0] == "/":
        wanted, _, other = word.partition("/")
        return re.sub(_glob(wanted), lambda _: other, value, count=len(how) % 2) if wanted else value
    parts = [(value[:at], value[at:]) for at in range(len(value) + 1)]
    first = how[0] == "#"
    fits = [pair for pair in parts if re.fullmatch(_glob(word), pair[not first], re.DOTALL)]
    shortest_first = fits if first else fits[::-1]
    chosen = shortest_first[-1 if len(how) == 2 else 0 :][:1]
    return chosen[0][first] if chosen else value


def _glob(pattern: str) -> str:
    """Return the expression of a pattern: `*` is any text, `?` any one letter, none behind a backslash."""
    found = re.findall(r"\\.|.", pattern, re.DOTALL)
    return "".join({"*": ".*", "?": "."}.get(one) or re.escape(one[-1]) for one in found)
