"""Strict checks of OpenMetrics 1.0.0: lines, families, what each type asks for, and duplicates."""

from __future__ import annotations

from functools import lru_cache

from gonogo.suites.metrics.exposition.families import clashes, families, metadata_faults
from gonogo.suites.metrics.exposition.faults import Fault
from gonogo.suites.metrics.exposition.histograms import histogram_faults
from gonogo.suites.metrics.exposition.kinds import sample_faults
from gonogo.suites.metrics.exposition.line import END
from gonogo.suites.metrics.exposition.read import read
from gonogo.suites.metrics.exposition.text import duplicates


@lru_cache(maxsize=32)
def openmetrics_faults(text: str) -> tuple[Fault, ...]:
    """Return everything that the format forbids, in the order of lines."""
    seen = read(text, openmetrics=True)
    found = families(seen.lines)
    faults = [*seen.faults, *_ends(text), *clashes(found)[0], *duplicates(seen)]
    for family in found:
        faults += [*metadata_faults(family), *sample_faults(family)]
    faults += histogram_faults(seen)[1]
    if not seen.samples and not faults:
        faults.append(Fault(0, "at least one sample", "none"))
    return tuple(sorted(set(faults)))


def _ends(text: str) -> list[Fault]:
    """Return each empty line, what follows the end marker, and its absence."""
    lines = text.removesuffix("\n").split("\n")
    faults = [Fault(number, "no empty line", "one") for number, line in enumerate(lines, 1) if not line]
    if END not in lines:
        return [Fault(0, "OpenMetrics 1.0.0", "Missing # EOF at end")] + (faults if text else [])
    end = lines.index(END)
    faults += [Fault(end + 2, "nothing after # EOF", repr(lines[end + 1][:60]))] if lines[end + 1 :] else []
    return faults + (
        [Fault(end + 2, "nothing after # EOF", "an empty line")] if text.endswith("\n\n") else []
    )
