"""Programs of one line that ask by HTTP: which end well with any status, as curl does. Pure.

What looks at the answer in any way may fail by it, and is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_PYTHON = re.compile(r"python[\d.]*")
_IMPORTS = re.compile(r"\s*(?:(?:import|from)\s[\w., ]+[;\n]\s*)*")
_BARE = re.compile(
    r"(?:print\()?(?:requests|httpx)\.(?:get|head|post|request)\([^()]*\)(?:\.\w+)?\)?\s*;?\s*"
)
_NODE = {"node", "nodejs", "bun"}
_ASKS = re.compile(r"\bfetch\(|(?:\bhttps?|[\"'`](?:node:)?https?[\"'`]\))\.(?:get|request)\(")
_LOOKS = re.compile(
    r"status|\bok\b|\bthrow\b|assert|reject|Error\(|json|text|\bbody\b|\bif\b|[?<>]|&&|\|\||await|exitCode"
    r"|axios|\bgot\b|exit\(\s*(?!\d?\s*\))"
)


def takes_any_status(name: str | None, rest: Sequence[str | None]) -> bool:
    """Whether a command runs such a program; its connection may fail, and the answer to it may not."""
    words = [word for word in rest if word is not None]
    if name is None or len(words) != len(rest) or len(words) != 2:
        return False
    option, program = words
    if _PYTHON.fullmatch(name) and option == "-c":
        return _python(program)
    return name in _NODE and option in ("-e", "--eval") and _node(program)


def _python(program: str) -> bool:
    """Whether nothing stands there but imports and one request whose answer nobody looks at."""
    imports = _IMPORTS.match(program)
    return imports is not None and _BARE.fullmatch(program, imports.end()) is not None


def _node(program: str) -> bool:
    """Whether it asks, looks at nothing of the answer, and says how it ends by a plain number alone."""
    plain = program.replace("=>", "")
    return _ASKS.search(plain) is not None and _LOOKS.search(plain) is None
