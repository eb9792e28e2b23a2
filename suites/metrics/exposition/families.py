"""The families of an OpenMetrics exposition, as a reader that goes from line to line finds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from gonogo.suites.metrics.exposition.faults import Fault
from gonogo.suites.metrics.exposition.metadata import Metadata
from gonogo.suites.metrics.exposition.sample import Sample

SUFFIXES = {
    "counter": ("_total", "_created"),
    "gauge": ("",),
    "gaugehistogram": ("_bucket", "_gcount", "_gsum"),
    "histogram": ("_bucket", "_count", "_sum", "_created"),
    "info": ("_info",),
    "stateset": ("",),
    "summary": ("", "_count", "_sum", "_created"),
    "unknown": ("",),
}
_WITHOUT_UNIT = ("info", "stateset")


@dataclass
class Family:
    """One run of lines of one name; ``said`` is its metadata in their order."""

    name: str
    line: int
    said: list[Metadata] = field(default_factory=list)
    samples: list[Sample] = field(default_factory=list)

    def text(self, keyword: str) -> str:
        """Return what its first line of a keyword says, empty where there is none."""
        return next((one.text for one in self.said if one.keyword == keyword), "")

    @cached_property  # what is said of a family is said before its first sample
    def kind(self) -> str:
        """The type; unknown where none is said, or none that exists."""
        said = self.text("TYPE")
        return said if said in SUFFIXES else "unknown"

    @cached_property
    def names(self) -> set[str]:
        """The sample names that belong to it."""
        return {self.name + suffix for suffix in SUFFIXES[self.kind]}


def families(lines: Iterable[Sample | Metadata]) -> list[Family]:
    """Return the families in their order; one that is taken up again is there twice."""
    found: list[Family] = []
    for line in lines:
        if isinstance(line, Metadata):
            if not found or found[-1].name != line.name or found[-1].samples:
                found.append(Family(line.name, line.line))
            found[-1].said.append(line)
        else:
            if not found or line.name not in found[-1].names:
                found.append(Family(line.name, line.line))
            found[-1].samples.append(line)
    return found


def metadata_faults(family: Family) -> Iterator[Fault]:
    """Give types that do not exist, what is said twice, and units that are no part of the name."""
    for keyword, lines in groupby(sorted(family.said, key=lambda m: m.keyword), key=lambda m: m.keyword):
        first, *others = lines
        yield from (Fault(m.line, f"one line {keyword} {m.name}", "another one") for m in others)
        if keyword == "TYPE" and first.text not in SUFFIXES:
            known = ", ".join(SUFFIXES)
            yield Fault(first.line, f"a type of {known}", f"TYPE {first.name} {first.text!r}")
    unit = family.text("UNIT")
    if unit and not family.name.endswith(f"_{unit}"):
        yield Fault(family.line, "a unit at the end of the name", f"{unit!r} of {family.name}")
    if unit and family.kind in _WITHOUT_UNIT:
        yield Fault(family.line, f"no unit of {family.kind}", f"{unit!r} of {family.name}")


def clashes(found: list[Family]) -> tuple[list[Fault], list[Fault]]:
    """Return names of two families that no reader can tell apart, and those that only the names tell.

    The second: two types under one family name whose samples have other names, as client_golang writes
    `x` and `x_total`.
    """
    owners: dict[str, Family] = {}
    blocking, advising = [], []
    for family in found:
        other = next((owners[name] for name in sorted(_claims(family)) if name in owners), None)
        if other is not None and _told_apart(other, family):
            said = f"a {other.kind} on line {other.line}, a {family.kind} here"
            advising.append(Fault(family.line, f"one family {family.name}", said))
        elif other is not None:
            blocking.append(_clash(other, family))
        for name in _claims(family):
            owners.setdefault(name, family)
    return blocking, advising


def _claims(family: Family) -> set[str]:
    return {family.name} | family.names


def _told_apart(one: Family, other: Family) -> bool:
    typed = one.text("TYPE") and other.text("TYPE") and one.kind != other.kind
    return bool(typed and one.name == other.name and not one.names & other.names)


def _clash(other: Family, family: Family) -> Fault:
    if other.name != family.name:
        said = f"{other.name} has it as well" if family.name in _claims(other) else f"so has {other.name}"
        return Fault(family.line, f"{family.name} to belong to one family", said)
    if family.said:
        return Fault(family.line, f"{family.name} in one group of lines", f"metadata after line {other.line}")
    if other.samples:
        return Fault(family.line, f"{family.name} in one group of lines", f"line {other.line} began it")
    wanted = ", ".join(sorted(other.names))
    return Fault(family.line, f"samples of the {other.kind} {other.name} named {wanted}", family.name)
