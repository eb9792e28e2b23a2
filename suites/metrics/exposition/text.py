"""Strict checks of the text format 0.0.4, which neither the reference parser nor promtool makes.

Legal, and not refused: empty lines, any order of families and of samples within one, odd spacing, no HELP. A
family in two groups of lines is forbidden, and every server reads it: that is advice.
"""

from __future__ import annotations

from gonogo.suites.metrics.exposition.faults import Fault
from gonogo.suites.metrics.exposition.read import Exposition, read
from gonogo.suites.metrics.exposition.sample import Sample

_TYPES = ("counter", "gauge", "histogram", "summary", "untyped")
_CLAIMS = {"histogram": ("_bucket", "_count", "_sum"), "summary": ("_count", "_sum")}


def text_faults(text: str) -> tuple[Fault, ...]:
    """Return everything that the format forbids, in the order of lines."""
    seen = read(text, openmetrics=False)  # as others call it, so that it is read once
    faults = [*seen.faults, *duplicates(seen), *_metadata(seen), *_clashes(seen)]
    if not seen.samples and not seen.faults:
        faults.append(Fault(0, "at least one sample", "none"))
    elif not text.endswith("\n"):
        faults.append(Fault(0, "a line feed after the last line", f"the end after {text[-20:]!r}"))
    return tuple(sorted(faults))


def duplicates(seen: Exposition) -> list[Fault]:
    """Return each second line of one series; in OpenMetrics, of one series and time."""
    first: dict[tuple[str, float | None], int] = {}
    faults = []
    for sample in seen.samples:
        key = (sample.series, sample.time if seen.openmetrics else None)
        if key in first:
            said = f"{sample.series} on line {first[key]} already"
            faults.append(Fault(sample.line, "each series once", said))
        first.setdefault(key, sample.line)
    return faults


def _metadata(seen: Exposition) -> list[Fault]:
    """Return unknown types, second HELP or TYPE lines, and those after their samples."""
    faults, said, begun = [], set(), set()
    for line in seen.lines:
        if isinstance(line, Sample):
            begun.add(seen.family(line.name))
            continue
        what = f"{line.keyword} {line.name}"
        if line.keyword == "TYPE" and line.text not in _TYPES:
            faults.append(Fault(line.line, f"a type of {', '.join(_TYPES)}", f"{what} {line.text!r}"))
        if what in said:
            faults.append(Fault(line.line, f"one line {what}", "another one"))
        elif line.name in begun:
            faults.append(Fault(line.line, f"{what} before its samples", "it comes after them"))
        said.add(what)
    return faults


def _clashes(seen: Exposition) -> list[Fault]:
    """Return each family whose name is a sample name of another one."""
    claimed = {name + suffix: name for name, kind in seen.types.items() for suffix in _CLAIMS.get(kind, ())}
    return [
        Fault(line.line, f"{line.name} to belong to one family", f"{claimed[line.name]} has it as well")
        for line in seen.metadata
        if line.keyword == "TYPE" and line.name in claimed
    ]
