"""Foreign text made safe to show: what a release answered must not steer a terminal or break a file."""

from __future__ import annotations

import re
import textwrap
from typing import Any

from gonogo.reports.jsonable import as_json

_NARROWEST = 20
_COMMAND = re.compile(
    r"^(?P<before>[^\S\n]*(?:\x1b\[[0-9;]{0,20}m)*):(?=:[A-Za-z])|(?P<hash>#)#(?=(?:vso|teamcity)?\[)",
    re.MULTILINE,
)
"""What a CI system obeys in a job's log: `::name::` where a line begins, `##[name]` anywhere in it."""


def visible(text: str) -> str:
    r"""Return the text on one line: line ends as blanks, what else is not printable as its escape: ``\x1b``.

    Covers C0 and C1 controls, line ends, bidirectional overrides, zero-width characters, lone surrogates
    and what XML 1.0 forbids.
    """
    if text.isprintable():
        return text
    text = text.replace("\r\n", "\n").strip("\n").replace("\n", " ")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def inert(text: str) -> str:
    r"""Return lines for a log with each command of a CI system broken: ``\x3a:error::``, ``#\x23[error]``."""
    return _COMMAND.sub(lambda m: "#\\x23" if m["hash"] else f"{m['before']}\\x3a", text)


def inert_json(document: str) -> str:
    r"""Return the same document of JSON for a log, a sign of what would be a command escaped: ``\u0023``."""
    return _COMMAND.sub(lambda m: "#\\u0023" if m["hash"] else m[0], document)


def all_visible(value: Any) -> Any:
    """Return a document of JSON types with every text in it made visible."""
    if isinstance(value, dict):
        return {key: all_visible(each) for key, each in value.items()}
    if isinstance(value, list):
        return [all_visible(each) for each in value]
    return visible(value) if isinstance(value, str) else value


def visible_lines(text: str) -> list[str]:
    """Return the text's own lines, each made visible; at least one. Tabs become spaces."""
    unix = text.replace("\r\n", "\n").strip("\n")
    return [visible(line.expandtabs(4)) for line in unix.split("\n")]


def block(text: str) -> str:
    """Return the text with its own line ends and everything else made visible."""
    return "\n".join(visible_lines(text))


def folded(text: str, columns: int) -> str:
    """Return each line in so many columns, what goes on indented; a path, a URL and a word stay whole."""
    return "\n".join(_folded(line, columns) for line in text.split("\n"))


def _folded(line: str, columns: int) -> str:
    margin = " " * (len(line) - len(line.lstrip(" ")))
    wrapped = textwrap.wrap(
        line.strip(" "),
        max(columns, len(margin) + _NARROWEST),
        initial_indent=margin,
        subsequent_indent=f"{margin}  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(wrapped)


def clip(text: str, limit: int) -> str:
    """Return ``limit`` characters of a longer text, from both ends, and how many are in verdict.json only.

    What went wrong stands at the start of a sentence and at the end of a log.
    """
    if len(text) <= limit:
        return text
    head = limit - limit // 3
    more = f" ... ({len(text) - limit} more characters in verdict.json) ... "
    return f"{text[:head]}{more}{text[len(text) - limit // 3 :]}"


def counted(number: int, noun: str) -> str:
    """Return ``1 rule`` or ``2 rules``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def inline(value: Any) -> str:
    """Return a piece of evidence on one line: text as it is, anything else as its JSON."""
    return visible(value if isinstance(value, str) else as_json(value))
