"""Commands that look for a process by its whole command line, and find the shell that runs them. Pure.

A check that is a line for a shell stands itself in the command line of that shell (pgrep(1), --full).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_OF_PGREP = re.compile(r"-[aflc]+|--(?:full|list-full|list-name|count)")
_OF_GREP = re.compile(r"-[qsEieGcn]+|--(?:quiet|silent|extended-regexp|ignore-case|no-messages|count)")
_WHOLE_LINES = re.compile(r"-?(?=\w*[axeA])[axuwefAF]+")
"""Options by which `ps` lists every process, with its command line where one of `uxfF` is among them."""
_PLAIN = re.compile(r"(?:[\w ./:@=,*-]|\\\.)+")


def finds_its_shell(words: Sequence[str | None], line: str) -> bool:
    """Whether `pgrep -f` finds the shell whose own command line is that."""
    name, *rest = [str(word) for word in words] if None not in words else [""]
    if name != "pgrep":
        return False
    *given, pattern = rest or [""]
    full = any(one == "--full" or (one[:2] != "--" and "f" in one) for one in given)
    return full and all(map(_OF_PGREP.fullmatch, given)) and _fits(pattern, line, ignore_case=False)


def is_listed(listing: Sequence[str | None], search: Sequence[str | None], line: str) -> bool:
    """Whether `ps` lists the shell whose command line is that, and `grep` finds it there."""
    if None in listing or None in search or list(listing[:1]) != ["ps"]:
        return False
    letters = [str(one) for one in listing[1:]]
    shown = bool(letters) and all(map(re.compile(r"-?[a-zA-Z]+").fullmatch, letters))
    every = _WHOLE_LINES.fullmatch("".join(one.lstrip("-") for one in letters)) is not None
    whole = any({*one} & {*"uxfF"} for one in letters)
    name, *rest = [str(word) for word in search]
    *given, pattern = rest or [""]
    plain = all(map(_OF_GREP.fullmatch, given))
    looks = name in ("grep", "egrep") and plain
    ignoring = any("i" in one for one in given)
    return shown and every and whole and looks and _fits(pattern, line, ignore_case=ignoring)


def _fits(pattern: str, line: str, *, ignore_case: bool) -> bool:
    """Whether a pattern that every grep reads alike, and quickly, fits the line."""
    if not _PLAIN.fullmatch(pattern) or pattern.startswith(("-", "*")) or pattern.count("*") > 1:
        return False
    return re.search(pattern, line, re.IGNORECASE if ignore_case else 0) is not None
