"""One line of OpenMetrics, read as strictly as Prometheus does: one blank, and none where none is written.

Source: OpenMetrics 1.0.0, text format ABNF; quoted names as Prometheus 3 writes them.
"""

from __future__ import annotations

import re
from functools import lru_cache

from gonogo.suites.metrics.exposition.metadata import Metadata
from gonogo.suites.metrics.exposition.sample import (
    LABEL,
    METRIC,
    MOST_MILLISECONDS,
    NUMBER,
    STRING,
    Labels,
    MalformedError,
    Sample,
    labels_of,
    number,
)

END = "# EOF"
_EXEMPLAR_CHARACTERS = 128
_REAL = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?"
_PAIR = rf"(?:{LABEL}|{STRING})={STRING}"
_SET = rf"\{{(?:(?:{_PAIR}|{STRING})(?:,(?:{_PAIR}|{STRING}))*)?\}}"
_SAMPLE = re.compile(
    rf"(?P<name>{METRIC})?(?P<labels>{_SET})? (?P<value>(?i:{NUMBER}))(?: (?P<time>{_REAL}))?"
    rf"(?: \# (?P<exemplar>{_SET}) (?P<of>(?i:{NUMBER}))(?: (?P<at>{_REAL}))?)?",
    re.ASCII,
)
_ITEM = re.compile(rf"(?:(?P<name>{LABEL}|{STRING})=)?(?P<value>{STRING})")
_META = re.compile(rf"# (HELP|TYPE|UNIT) ({METRIC}|{STRING}) (.*)", re.DOTALL)
_ESCAPE = re.compile(
    r'\\([\\n"])'
)  # what else follows a backslash stands for itself, and so does the backslash


def parse_line(line: str, at: int) -> Sample | Metadata | None:
    """Return what a line says, None for the end marker and the empty text behind the last line feed."""
    if not line or line == END:
        return None
    if line.startswith("#"):
        return _metadata(line, at)
    return _sample(line, at)


def _metadata(line: str, at: int) -> Metadata:
    found = _META.fullmatch(line)
    if found is None:
        raise MalformedError("neither HELP, TYPE nor UNIT of a name, with one blank between each two")
    return Metadata(at, found[1], _unescape(found[2]), found[3])


def _sample(line: str, at: int) -> Sample:
    found = _SAMPLE.fullmatch(line)
    if found is None:
        raise MalformedError(
            "not a name, labels, a value, a time and an exemplar, with one blank between each two"
        )
    quoted, labels = _labels(found["labels"] or "{}")
    if bool(found["name"]) == bool(quoted):
        raise MalformedError("two metric names" if quoted else "no metric name")
    time = _time(found["time"])
    if found["exemplar"]:
        _refuse_exemplar(found["exemplar"], found["of"], found["at"])
    return Sample(at, found["name"] or quoted, labels, number(found["value"]), time, bool(found["exemplar"]))


@lru_cache(maxsize=8192)  # a run reads the same series some thirty times
def _labels(text: str) -> tuple[str, Labels]:
    """Return a quoted metric name, if there is one, and the labels."""
    items = [(item["name"], _unescape(item["value"])) for item in _ITEM.finditer(text)]
    names = [value for name, value in items if name is None]
    if len(names) > 1:
        raise MalformedError("two metric names")
    return "".join(names), labels_of([(_unescape(name), value) for name, value in items if name is not None])


def _refuse_exemplar(labels: str, value: str, time: str | None) -> None:
    """Raise MalformedError for an exemplar that is longer, larger or of another time than there may be."""
    name, pairs = _labels(labels)
    if name:
        raise MalformedError("an exemplar with a metric name")
    if sum(len(key) + len(text) for key, text in pairs) > _EXEMPLAR_CHARACTERS:
        raise MalformedError(f"an exemplar of more than {_EXEMPLAR_CHARACTERS} characters")
    number(value)
    _time(time)


def _time(text: str | None) -> float | None:
    """Return the seconds; MalformedError for more than milliseconds can be counted."""
    if text is None:
        return None
    seconds = float(text)
    if abs(seconds) * 1000 > MOST_MILLISECONDS:
        raise MalformedError(f"time {text[:40]!r}, which is out of range")
    return seconds


def _unescape(text: str) -> str:
    bare = text[1:-1] if text.startswith('"') else text
    return _ESCAPE.sub(lambda found: "\n" if found[1] == "n" else found[1], bare) if "\\" in bare else bare
