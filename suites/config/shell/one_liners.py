"""Programs of one line: which end well with any status, as curl does, or whatever they find. Pure.

What looks at the answer in any way may fail by it, and is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from gonogo.suites.config.shell import python

_PYTHON = re.compile(r"python[\d.]*")
_IMPORTS = re.compile(r"\s*(?:(?:import|from)\s[\w., ]+[;\n]\s*)*")
_BARE = re.compile(
    r"(?:print\()?(?:requests|httpx)\.(?:get|head|post|request)\([^()]*\)(?:\.\w+)?\)?\s*;?\s*"
)
_NODE = {"node", "nodejs", "bun"}
_ONLY_SAYS = re.compile(r"(?:(?:console\.\w+\((?:\"[^\"]*\"|'[^']*'|\d*)\)|process\.exit\(0?\))[;\s]*)+")
_ASKS = re.compile(r"\bfetch\(|(?:\bhttps?|[\"'`](?:node:)?https?[\"'`]\))\.(?:get|request)\(")
_LOOKS = re.compile(
    r"status|\bok\b|\bthrow\b|assert|reject|Error\(|json|text|\bbody\b|\bif\b|[?<>]|&&|\|\||await|exitCode"
    r"|axios|\bgot\b|exit\(\s*(?!\d?\s*\))"
)


def takes_any_status(name: str | None, rest: Sequence[str | None]) -> bool:
    """Whether a command runs such a program, whose connection alone may fail."""
    words = [word for word in rest if word is not None]
    if name is None or len(words) != len(rest) or len(words) != 2:
        return False
    option, program = words
    if _PYTHON.fullmatch(name) and option == "-c":
        return _python(program)
    return name in _NODE and option in ("-e", "--eval") and _node(program)


def _python(program: str) -> bool:
    """Whether it cannot fail, or is nothing but imports and one request whose answer nobody looks at."""
    if python.cannot_fail(program):
        return True
    imports = _IMPORTS.match(program)
    return imports is not None and _BARE.fullmatch(program, imports.end()) is not None


def _node(program: str) -> bool:
    """Whether it asks for nothing, or looks at nothing of the answer and ends by a plain number alone."""
    if _ONLY_SAYS.fullmatch(program.strip()):
        return True
    plain = program.replace("=>", "")
    return _ASKS.search(plain) is not None and _LOOKS.search(plain) is None
