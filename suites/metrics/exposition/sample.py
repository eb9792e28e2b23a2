"""One sample line, read strictly.

Source: Prometheus, "Exposition formats", text format details; values as Prometheus reads them, which is
Go's ParseFloat without hexadecimal and underscores.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_METRIC = r"[a-zA-Z_:][a-zA-Z0-9_:]*"
_LABEL = r"[a-zA-Z_][a-zA-Z0-9_]*"
_STRING = r'"(?:[^"\\]|\\.)*"'
_HEAD = re.compile(rf'(?P<name>{_METRIC})?[ \t]*(?P<labels>\{{(?:[^"}}]|{_STRING})*\}})?')
_ITEM = re.compile(
    rf"[ \t]*(?:(?P<name>{_LABEL}|{_STRING})[ \t]*=[ \t]*)?(?P<value>{_STRING})[ \t]*(?:,[ \t]*|$)"
)
_VALUE = re.compile(r"[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|inf|infinity)|nan", re.IGNORECASE | re.ASCII)
_MILLISECONDS = re.compile(r"-?\d+", re.ASCII)
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"\\": "\\", '"': '"', "n": "\n"}


class MalformedError(ValueError):
    """A line that no reader has to understand; the text says why."""


@dataclass(frozen=True)
class Sample:
    """One value. ``labels`` are sorted and hold no empty value, which is the same as no label."""

    line: int
    name: str
    labels: tuple[tuple[str, str], ...]
    value: float

    @property
    def series(self) -> str:
        """Name and labels in one text: what must be unique."""
        pairs = ",".join(f'{name}="{value}"' for name, value in self.labels)
        return f"{self.name}{{{pairs}}}" if pairs else self.name

    def label(self, name: str | None) -> str:
        """Return a label's value, empty where there is none."""
        return dict(self.labels).get(name or "", "")

    def without(self, name: str) -> tuple[tuple[str, str], ...]:
        """Return the labels but one."""
        return tuple(pair for pair in self.labels if pair[0] != name)


def parse_sample(line: str, number: int, *, openmetrics: bool = False) -> Sample:
    """Read one line; MalformedError. OpenMetrics adds exemplars, which are left out."""
    name, labels, rest = _split(line)
    quoted, pairs = _labels(labels[1:-1])
    if bool(name) == bool(quoted):
        raise MalformedError("two metric names" if name else "no metric name")
    value = _value(rest.partition(" # ")[0] if openmetrics else rest, strict=not openmetrics)
    return Sample(number, name or quoted, pairs, value)


def _split(line: str) -> tuple[str, str, str]:
    """Return the name, the label set with its braces, and the rest; the first two may be empty."""
    head = _HEAD.match(line)
    name, labels = (head["name"] or "", head["labels"] or "") if head else ("", "")
    rest = line[head.end() if head else 0 :]
    if rest.startswith("{"):
        raise MalformedError("a label set that does not close: is a quote or a line feed not escaped?")
    if not labels and rest and line[: -len(rest)] == name and name:
        raise MalformedError("a character that no metric name has, or no blank after it")
    return name, labels, rest


@lru_cache(maxsize=8192)  # a run reads the same series some thirty times
def _labels(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return a quoted metric name, if there is one, and the labels."""
    found: dict[str, str] = {}
    quoted, at = "", 0
    text = text.strip(" \t")
    while at < len(text):
        item = _ITEM.match(text, at)
        if item is None:
            raise MalformedError(f'not name="value" with \\ and " escaped: {text[at:][:60]}')
        at = item.end()
        if item["name"] is None and not quoted and not found:
            quoted = _unescape(item["value"])
            continue
        name = _unescape(item["name"] or "")
        if not name or name in found:
            raise MalformedError(f"label {name} twice" if name else "a label without a name")
        found[name] = _unescape(item["value"])
    return quoted, tuple(sorted((k, v) for k, v in found.items() if v))


def _unescape(text: str) -> str:
    text = text[1:-1] if text.startswith('"') else text
    if "\\" not in text:
        return text
    bad = [e for e in _ESCAPE.findall(text) if e not in _ESCAPED]
    if bad:
        raise MalformedError(f'escape \\{bad[0]}; only \\\\, \\" and \\n exist')
    return _ESCAPE.sub(lambda match: _ESCAPED[match.group(1)], text)


def _value(text: str, *, strict: bool) -> float:
    tokens = [token for token in re.split(r"[ \t]+", text) if token]
    if not tokens or not _VALUE.fullmatch(tokens[0]):
        raise MalformedError(f"value {tokens[0][:40]!r}" if tokens else "no value")
    if strict and (len(tokens) > 2 or (len(tokens) == 2 and not _MILLISECONDS.fullmatch(tokens[1]))):
        raise MalformedError(f"after the value: {' '.join(tokens[1:])[:60]!r}, not a time in milliseconds")
    return float(tokens[0])
