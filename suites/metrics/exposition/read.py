"""Read an exposition line by line, keeping what is understood and noting what is not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from gonogo.suites.metrics.exposition.faults import Fault
from gonogo.suites.metrics.exposition.sample import MalformedError, Sample, parse_sample

_KEYWORDS = ("HELP", "TYPE")
_SUFFIXES = {
    "histogram": ("_bucket", "_count", "_sum"),
    "summary": ("_count", "_sum"),
    "counter": ("_total",),
    "info": ("_info",),
}
_STRAY = re.compile(r"\\(?![\\n])")


@dataclass(frozen=True)
class Metadata:
    """A HELP or TYPE line; ``text`` is the docstring or the type."""

    line: int
    keyword: str
    name: str
    text: str


@dataclass(frozen=True)
class Exposition:
    """The lines in their order, and the faults of single lines."""

    lines: tuple[Sample | Metadata, ...]
    faults: tuple[Fault, ...]

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
        return {m.name: m.text for m in self.metadata if m.keyword == "TYPE"}

    def family(self, name: str) -> str:
        """Return the family of a sample name: the name itself, or the one that its suffix belongs to."""
        if name not in self.types:
            for kind, suffixes in _SUFFIXES.items():
                for suffix in suffixes:
                    base = name.removesuffix(suffix)
                    if base != name and self.types.get(base) == kind:
                        return base
        return name

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
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.strip(" \t")
        try:
            found = _line(line, number, openmetrics=openmetrics)
        except MalformedError as malformed:
            faults.append(Fault(number, "a line of the format", f"{malformed} in {line[:120]!r}"))
        else:
            lines += [found] if found else []
    return Exposition(tuple(lines), tuple(faults))


def _line(line: str, number: int, *, openmetrics: bool) -> Sample | Metadata | None:
    """Return what a line says, None for an empty line or a comment."""
    if not line:
        return None
    if not line.startswith("#"):
        return parse_sample(line, number, openmetrics=openmetrics)
    words = re.split(r"[ \t]+", line[1:].lstrip(" \t"), maxsplit=2)
    if words[0] not in _KEYWORDS:
        return None
    keyword, name, text = (*words, "", "")[:3]
    if not name:
        raise MalformedError(f"{keyword} without a metric name")
    if keyword == "HELP" and not openmetrics and _STRAY.search(text.replace("\\\\", "")):
        raise MalformedError("a backslash in HELP that is not escaped")
    return Metadata(number, keyword, name.strip('"'), text)
