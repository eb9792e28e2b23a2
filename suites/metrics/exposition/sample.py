"""One sample line of the text format, read as strictly as Prometheus does, and what OpenMetrics shares.

Source: Prometheus, "Exposition formats", text format details; values and times as Prometheus reads them,
which is Go's ParseFloat and ParseInt without hexadecimal and underscores, and no time before 1970.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache

METRIC = r"[a-zA-Z_:][a-zA-Z0-9_:]*"
LABEL = r"[a-zA-Z_][a-zA-Z0-9_]*"
STRING = r'"(?:[^"\\\n]|\\.)*"'
NUMBER = r"[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|inf|infinity)|nan"
MOST_MILLISECONDS = 2**63 - 1  # of 1970, as every reader keeps them
_HEAD = re.compile(rf'(?P<name>{METRIC})?[ \t]*(?P<labels>\{{(?:[^"}}]|{STRING})*\}})?')
_ITEM = re.compile(
    rf"[ \t]*(?:(?P<name>{LABEL}|{STRING})[ \t]*=[ \t]*)?(?P<value>{STRING})[ \t]*(?:,[ \t]*|$)"
)
_VALUE = re.compile(NUMBER, re.IGNORECASE | re.ASCII)
_MILLISECONDS = re.compile(r"\d+", re.ASCII)
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"\\": "\\", '"': '"', "n": "\n"}


Labels = tuple[tuple[str, str], ...]


class MalformedError(ValueError):
    """A line that no reader has to understand; the text says why."""


@dataclass(frozen=True)
class Sample:
    """One value. ``labels`` are sorted and hold no empty value, which is the same as no label.

    ``time`` is in seconds, None where the line states none.
    """

    line: int
    name: str
    labels: Labels
    value: float
    time: float | None = None
    exemplar: bool = False

    @property
    def series(self) -> str:
        """Name and labels in one text: what must be unique."""
        pairs = ",".join(f'{name}="{value}"' for name, value in self.labels)
        return f"{self.name}{{{pairs}}}" if pairs else self.name

    def label(self, name: str | None) -> str:
        """Return a label's value, empty where there is none."""
        return dict(self.labels).get(name or "", "")

    def without(self, name: str) -> Labels:
        """Return the labels but one."""
        return tuple(pair for pair in self.labels if pair[0] != name)


def parse_sample(line: str, number: int) -> Sample:
    """Read one line of the text format; MalformedError."""
    if line.startswith((" ", "\t")):
        raise MalformedError("a blank before the name, which Prometheus takes for a part of it")
    name, labels, rest = _split(line)
    quoted, pairs = _labels(labels[1:-1])
    if bool(name) == bool(quoted):
        raise MalformedError("two metric names" if name else "no metric name")
    value, time = _value(rest)
    return Sample(number, name or quoted, pairs, value, time)


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
def _labels(text: str) -> tuple[str, Labels]:
    """Return a quoted metric name, if there is one, and the labels."""
    found: list[tuple[str, str]] = []
    quoted, at = "", 0
    text = text.strip(" \t")
    while at < len(text):
        item = _ITEM.match(text, at)
        if item is None:
            raise MalformedError(f'not name="value" with \\ and " escaped: {text[at:][:60]}')
        at = item.end()
        if item["name"] is None and not quoted:
            quoted = _unescape(item["value"])
            continue
        found.append((_unescape(item["name"] or ""), _unescape(item["value"])))
    return quoted, labels_of(found)


def labels_of(pairs: list[tuple[str, str]]) -> Labels:
    """Return the labels as they are kept; MalformedError for an empty name, one twice, and the metric's."""
    names = [name for name, _ in pairs]
    if "" in names:
        raise MalformedError("a label without a name")
    if "__name__" in names:
        raise MalformedError("the metric name once more, as the label __name__")
    if len(set(names)) < len(names):
        raise MalformedError(f"label {next(n for n in names if names.count(n) > 1)} twice")
    return tuple(sorted((name, value) for name, value in pairs if value))


def _unescape(text: str) -> str:
    text = text[1:-1] if text.startswith('"') else text
    if "\\" not in text:
        return text
    bad = [e for e in _ESCAPE.findall(text) if e not in _ESCAPED]
    if bad:
        raise MalformedError(f'escape \\{bad[0]}; only \\\\, \\" and \\n exist')
    return _ESCAPE.sub(lambda match: _ESCAPED[match.group(1)], text)


def _value(text: str) -> tuple[float, float | None]:
    """Return the value and the time in seconds, None where there is none."""
    tokens = [token for token in re.split(r"[ \t]+", text) if token]
    if not tokens or not _VALUE.fullmatch(tokens[0]):
        raise MalformedError(f"value {tokens[0][:40]!r}" if tokens else "no value")
    if len(tokens) > 2 or (len(tokens) == 2 and not _MILLISECONDS.fullmatch(tokens[1])):
        raise MalformedError(
            f"after the value: {' '.join(tokens[1:])[:60]!r}, not a time in milliseconds since 1970"
        )
    return number(tokens[0]), _seconds(tokens[1]) if tokens[1:] else None


def number(text: str) -> float:
    """Return a value that is written as one; MalformedError where it is more than a float can hold."""
    value = float(text)
    if math.isinf(value) and "n" not in text.lower():
        raise MalformedError(f"value {text[:40]!r}, which is out of range")
    return value


def _seconds(text: str) -> float:
    if len(text) > 40 or int(text) > MOST_MILLISECONDS:
        raise MalformedError(f"time {text[:40]!r}, which is out of range")
    return int(text) / 1000
