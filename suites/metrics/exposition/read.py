"""Read an exposition line by line, keeping what is understood and noting what is not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from gonogo.suites.metrics.exposition.faults import Fault
from gonogo.suites.metrics.exposition.line import parse_line
from gonogo.suites.metrics.exposition.metadata import Metadata
from gonogo.suites.metrics.exposition.sample import METRIC, STRING, MalformedError, Sample, parse_sample

_SUFFIXES = {
    "histogram": ("_bucket", "_count", "_sum"),
    "gaugehistogram": ("_bucket", "_gcount", "_gsum"),
    "summary": ("_count", "_sum"),
    "counter": ("_total",),
    "info": ("_info",),
}
_CREATED = ("histogram", "summary", "counter")  # in OpenMetrics a part of the family, in text one of its own
_STRAY = re.compile(r"\\(?![\\n])")
_META = re.compile(r"[ \t]*#[ \t]*(HELP|TYPE)(?:[ \t]+|$)(.*)", re.DOTALL)
_OF = re.compile(rf"({METRIC}|{STRING})(?:[ \t](.*))?", re.DOTALL)


@dataclass(frozen=True)
class Exposition:
    """The lines in their order, and the faults of single lines."""

    lines: tuple[Sample | Metadata, ...]
    faults: tuple[Fault, ...]
    openmetrics: bool = False

    @cached_property
    def samples(self) -> tuple[Sample, ...]:
        """All samples."""
        return tuple(line for line in self.lines if isinstance(line, Sample))

    @cached_property
    def metadata(self) -> tuple[Metadata, ...]:
        """All HELP and TYPE lines."""
        return tuple(line for line in self.lines if isinstance(line, Metadata))

    @cached_property
    def types(self) -> dict[str, str]:
        """Type by family."""
        return {m.name: m.text.strip() for m in self.metadata if m.keyword == "TYPE"}

    def family(self, name: str) -> str:
        """Return the family of a sample name: the name itself, or the one that its suffix belongs to."""
        if name not in self._families:
            self._families[name] = self._family(name)
        return self._families[name]

    @cached_property
    def _families(self) -> dict[str, str]:
        return {}

    def _family(self, name: str) -> str:
        if name not in self.types:
            for kind, suffixes in _SUFFIXES.items():
                for suffix in (*suffixes, *self._created(kind)):
                    base = name.removesuffix(suffix)
                    if base != name and self.types.get(base) == kind:
                        return base
        return name

    def _created(self, kind: str) -> tuple[str, ...]:
        return ("_created",) if self.openmetrics and kind in _CREATED else ()

    def counters(self) -> tuple[Sample, ...]:
        """Return every sample that may only rise: counters, buckets and counts."""
        return tuple(sample for sample in self.samples if self._rises(sample.name))

    def _rises(self, name: str) -> bool:
        family = self.family(name)
        kind = self.types.get(family)
        return kind == "counter" or (kind in ("histogram", "summary") and name[len(family) :] in _RISING)


_RISING = ("_bucket", "_count")


@lru_cache(maxsize=32)
def read(text: str, *, openmetrics: bool = False) -> Exposition:
    """Read a body; whatever cannot be read is a fault and not an exception.

    A dozen rules judge the same few bodies, and to read them is a third of what smoke takes.
    """
    lines: list[Sample | Metadata] = []
    faults: list[Fault] = []
    form, parse = ("of OpenMetrics", parse_line) if openmetrics else ("of the format", _line)
    for number, line in enumerate(text.split("\n"), 1):
        try:
            found = parse(line, number)
        except MalformedError as malformed:
            faults.append(Fault(number, f"a line {form}", f"{malformed} in {line.strip()[:120]!r}"))
        else:
            lines += [found] if found else []
    return Exposition(tuple(lines), tuple(faults), openmetrics)


def _line(line: str, number: int) -> Sample | Metadata | None:
    """Return what a line of the text format says, None for an empty line or a comment."""
    bare = line.strip(" \t")
    if not bare:
        return None
    return _metadata(line, number) if bare.startswith("#") else parse_sample(line.rstrip(" \t"), number)


def _metadata(line: str, number: int) -> Metadata | None:
    """Return a HELP or TYPE line: one blank between name and text, for more is read as a part of the text."""
    meta = _META.fullmatch(line)
    if meta is None:
        return None
    keyword, rest = meta.groups()
    if not rest:
        raise MalformedError(f"{keyword} without a metric name")
    of = _OF.fullmatch(rest)
    if of is None:
        raise MalformedError(f"{keyword} of a name that no metric has")
    text = of[2] or ""
    if keyword == "HELP" and _STRAY.search(text.replace("\\\\", "")):
        raise MalformedError("a backslash in HELP that is not escaped")
    return Metadata(number, keyword, of[1].strip('"'), text)
