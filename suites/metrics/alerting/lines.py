"""Lines of matchers, as Alertmanager's two parsers read them: each gives label, operator and value. Pure.

Source: Alertmanager, "Configuration", matchers: the classic parser and the one for UTF-8. Where a line is no
error to both and they disagree, the classic one's reading holds.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

Condition = tuple[str, str, str]

_OPERATOR = r"\s*(=~|!~|!=|=)\s*"
_QUOTED = r'"(?:\\.|[^"\\])*"'
_WORD = r"[^\s{}!=~,\\\"'`]+"
_CLASSIC = re.compile(rf"\s*([A-Za-z_:][A-Za-z0-9_:]*){_OPERATOR}(.*?)\s*", re.DOTALL | re.ASCII)
_CLASSIC_VALUE = re.compile(rf'{_QUOTED}|(?:(?!")(?:\\.|[^"\\])*\\?)', re.DOTALL)
_CLASSIC_ESCAPE = re.compile(r'\\([n"\\])')
_NEXT = re.compile(rf"\s*({_QUOTED}|{_WORD}){_OPERATOR}({_QUOTED}|{_WORD})\s*(?:,|\Z)", re.DOTALL)


def conditions(line: str) -> tuple[Condition, ...]:
    """Return the conditions that one line states; ValueError where neither parser reads it."""
    try:
        return tuple(_classic(line))
    except ValueError:
        return tuple(_utf8(line))


def _classic(line: str) -> Iterator[Condition]:
    for part in _parts(line.removeprefix("{").removesuffix("}")):
        found = _CLASSIC.fullmatch(part)
        if found is None:
            raise ValueError(f"{line!r} is no matcher")
        label, operator, value = found.groups()
        yield label, operator, _value(value)


def _parts(text: str) -> list[str]:
    """Return what stands between commas outside of quotes; the last one may be empty."""
    parts, quoted, escaped = [""], False, False
    for sign in text:
        if sign == "," and not quoted:
            parts.append("")
            continue
        quoted ^= sign == '"' and not escaped
        escaped = sign == "\\" and not escaped
        parts[-1] += sign
    return parts if parts[-1].strip() else parts[:-1]


def _value(text: str) -> str:
    r"""Return a value without its quotes: `\n`, `\"` and `\\` are escapes, and any other `\` is itself."""
    if not _CLASSIC_VALUE.fullmatch(text):
        raise ValueError(f"{text!r} is no value of a matcher")
    inner = text[1:-1] if text.startswith('"') else text
    return _CLASSIC_ESCAPE.sub(lambda found: found[1].replace("n", "\n"), inner)


def _utf8(line: str) -> Iterator[Condition]:
    body, at = line.strip(), 0
    if body.startswith("{") and body.endswith("}"):
        body = body[1:-1]
    while body[at:].strip():
        found = _NEXT.match(body, at)
        if found is None:
            raise ValueError(f"{line!r} is no matcher")
        label, operator, value = found.groups()
        yield _unquoted(label), operator, _unquoted(value)
        at = found.end()


def _unquoted(text: str) -> str:
    return str(json.loads(text)) if text.startswith('"') else text
