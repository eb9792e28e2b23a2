"""What is told where nobody answers: what a command then hands on, and what a test makes of it. Pure.

Whatever is not known here may be anything.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from gonogo.suites.config.shell import programs, syntax

_STATUS = re.compile(r"%\{(?:http|response)_code\}")
_NO_STATUS = "000"
"""What curl writes in the place of a status that nobody answered (curl(1), --write-out)."""


def said(substitution: Any) -> str | None:
    """Return what a substituted command hands on where nobody answers; None where that is not known."""
    commands = syntax.parts(substitution)
    if len(commands) != 1:
        return None
    first, *rest = _commands(commands[0]) or [[]]
    if not programs.fetches(first):
        return None
    status = any(_STATUS.search(str(word)) for word in first)
    if status and not rest:
        alone = any(re.fullmatch(r"(?:-w|--write-out=)?%\{\w+\}(?:\\n)?", str(word)) for word in first)
        return _NO_STATUS if alone else None
    return None if status else _handed_on(rest)


def kept(node: Any, inner: list[Any], before: Mapping[str, str]) -> dict[str, str]:
    """Return what variables hold after an assignment; what else it gives is not known."""
    name, value = node.child_by_field_name("name"), node.child_by_field_name("value")
    given = syntax.text(name) if name else ""
    whole = len(inner) == 1 and value is not None and syntax.text(value).strip('"') == syntax.text(inner[0])
    told = said(inner[0]) if whole else None
    others = {key: was for key, was in before.items() if key != given}
    return others if told is None else others | {given: told}


def _handed_on(rest: list[list[str | None]]) -> str | None:
    """Return what comes out of commands into which nothing comes: nothing, or a number at the end."""
    for at, words in enumerate(rest):
        name, *given = programs.unwrapped(words) or [None]
        letters = "".join(str(one)[1:] for one in given if re.fullmatch(r"-[A-Za-z]+", str(one)))
        counts = name == "wc" or (
            name in ("grep", "egrep", "fgrep") and ("c" in letters or "--count" in given)
        )
        if counts:
            return "0" if at == len(rest) - 1 else None
        if not programs.hands_nothing_on(words):
            return None
    return ""


def _commands(node: Any) -> list[list[str | None]]:
    """Return the words of each command of a pipeline; none where something else is done."""
    node = syntax.bare(node)
    if node.type == "command":
        return [programs.words_of(node)]
    commands, then = syntax.pipeline(node) if node.type == "pipeline" else ([], [])
    found = [_commands(one) for one in commands]
    return [] if then or any(len(one) != 1 for one in found) else [one[0] for one in found]


def of_test(node: Any, values: Mapping[str, str]) -> bool | None:
    """Return how a test ends with what is said then; None where nobody knows, or it asks for none of it."""
    put = {
        (one.start_byte, one.end_byte): value
        for one in syntax.find(node, "command_substitution", "simple_expansion", "expansion")
        if (value := _value(one, values)) is not None
    }
    if not put:
        return None
    made = bytearray(node.text)
    for start, end in sorted(put, reverse=True):
        made[start - node.start_byte : end - node.start_byte] = put[start, end].encode()
    text = made.decode(errors="replace")
    return None if re.search(r"[$`]", text) else programs.constant(text.removeprefix("test "))


def _value(node: Any, values: Mapping[str, str]) -> str | None:
    if node.type == "command_substitution":
        return said(node)
    name = re.fullmatch(r"\$(?:\{(\w+)\}|(\w+))", syntax.text(node))
    return values.get(name[1] or name[2]) if name else None
