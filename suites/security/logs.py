"""Read lines of logs: which is a record, what stands in it, and what a client's text made of it. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Never
from urllib.parse import quote, quote_plus, unquote

from gonogo.suites.security.observations.logs import Log, Trace

_EXAMPLES = 3
_LINE_END = re.compile(r"[\r\n]+")
_LINE_CHARACTERS = 300
SHORTEST = 16
"""A value that was given out, or a part of it, that is shorter is no secret."""
_OF_THE_RUNTIME = re.compile(r"(?:NOTE: )?Picked up (?:JAVA_TOOL_OPTIONS|_JAVA_OPTIONS|JDK_JAVA_OPTIONS): ")
"""What a JVM says before any code of the release runs, and no setting forms (JDK, java, JDK_JAVA_OPTIONS)."""
FIELD = "gonogo"
"""The field that a forged record, or a record with a forged field, has."""


def forgeries(mark: str) -> tuple[str, str]:
    """Return the lines that a text tries to forge, by which the mark tells it: logfmt, and a JSON object.

    The first has no character that a format escapes within a value, a line's end excepted.
    """
    written = json.dumps({"level": "critical", FIELD: mark}, separators=(",", ":"))
    return f"{FIELD}={mark} level=critical", written


def lines_of(text: str) -> list[str]:
    """Return whole lines that hold anything; the last one may not be written to its end yet.

    What else Unicode calls a line's end is none to who reads logs, and stands in JSON as it is (RFC 8259, 7).
    """
    whole, _, _ = text.rpartition("\n")
    return [line for line in _LINE_END.split(whole) if line.strip()]


def log_of(name: str, text: str, *, release: bool) -> Log:
    """Count the lines, and those that are no JSON object."""
    lines = lines_of(text)
    others = [line for line in lines if not (_is_object(line) or _OF_THE_RUNTIME.match(line))]
    return Log(name, release, len(lines), len(others), tuple(map(_short, others[:_EXAMPLES])))


def _is_object(line: str) -> bool:
    """Tell whether a line is one JSON object; one that is nested deeper than is read here counts as one."""
    try:
        return isinstance(_read(line), dict)
    except RecursionError:  # a reader may set limits on depth (RFC 8259, 9); none binds who writes
        return line.lstrip().startswith("{") and line.rstrip().endswith("}")


def record(line: str) -> dict[str, object] | None:
    """Return the JSON object that a line is, None where it is none or nested too deep to be read."""
    try:
        found = _read(line)
    except RecursionError:
        return None
    return found if isinstance(found, dict) else None


def _read(line: str) -> object:
    """Return what stands in a line, None where it is no JSON: NaN is none (RFC 8259, 6)."""
    try:
        return json.loads(line, parse_constant=_no_number)
    except ValueError:
        return None


def _no_number(name: str) -> Never:
    raise ValueError(f"{name} is no number")


def traces_of_secrets(name: str, text: str, secrets: Mapping[str, str]) -> tuple[Trace, ...]:
    """Return the first line with each secret, given by what it is: as it was sent, or as a URL writes it."""
    found = (_first(what, name, text, _forms(s)) for what, s in secrets.items())
    return tuple(trace for trace in found if trace)


def _forms(secret: str) -> tuple[str, ...]:
    """Return a secret as it was sent, as a URL writes it, and as whoever reads a cookie has decoded it."""
    read = unquote(secret)
    return (secret, quote(secret, safe=""), quote_plus(secret), *([read] if len(read) >= SHORTEST else []))


def traces_of_forgeries(name: str, text: str, marks: Mapping[str, str]) -> tuple[Trace, ...]:
    """Return the first line that each text forged: a line that begins as it does, or a field of its own."""
    suspects = [line for line in lines_of(text) if FIELD in line]
    return tuple(
        Trace(what, name, _short(line))
        for what, mark in marks.items()
        for line in [line for line in suspects if _is_forged(line, mark)][:1]
    )


def _is_forged(line: str, mark: str) -> bool:
    if line.strip().startswith(forgeries(mark)):
        return True
    found = record(line)
    return found is not None and found.get(FIELD) == mark


def _first(what: str, name: str, text: str, forms: Iterable[str]) -> Trace | None:
    for form in forms:
        at = text.find(form)
        if at >= 0:
            start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
            line = text[start : end if end >= 0 else len(text)]
            return Trace(what, name, _around(line.replace(form, "***")))
    return None


def _around(line: str) -> str:
    """Return what stands around the stars."""
    at = line.index("***")
    return line[max(0, at - _LINE_CHARACTERS) : at + _LINE_CHARACTERS]


def _short(line: str) -> str:
    return line[:_LINE_CHARACTERS]
