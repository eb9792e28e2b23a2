"""history.jsonl: the runs that ended in a folder, one line each, oldest first."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from gonogo.core.evidence import LatencyQuantiles, drawn
from gonogo.reports.entry import PASSED, Entry, Quantile
from gonogo.reports.jsonable import as_json
from gonogo.reports.model import Report
from gonogo.reports.summary import outcome, selected_rules
from gonogo.reports.text import visible

NAME = "history.jsonl"
ASIDE = "history.unreadable.jsonl"
"""Where lines stand that nobody could read: a newer version's, or what a full disk left."""

RUNS = 1000
"""So many runs are kept; the oldest go first."""

_TOLD = (PASSED, "waived", "failed")


@dataclass(frozen=True)
class History:
    """What a file holds; ``lines`` are the entries' own, ``unreadable`` are (number from 1, the line)."""

    entries: tuple[Entry, ...] = ()
    lines: tuple[bytes, ...] = ()
    unreadable: tuple[tuple[int, bytes], ...] = ()

    def of(self, service: str, target: str, most: int) -> tuple[Entry, ...]:
        """Return the last runs of this service on this target, oldest first."""
        asked = (visible(service), visible(target))
        return tuple(one for one in self.entries if (one.service, one.target) == asked)[-most:]


def read(path: Path) -> History:
    """Return what a file holds, nothing where there is none; OSError where it cannot be read."""
    try:
        text = path.read_bytes()
    except FileNotFoundError:
        return History()
    found: list[tuple[Entry, bytes]] = []
    unreadable: list[tuple[int, bytes]] = []
    for number, each in enumerate(text.split(b"\n"), 1):
        if not each.strip():
            continue
        try:
            found.append((_entries().validate_json(each), each))
        except ValueError:
            unreadable.append((number, each))
    return History(tuple(e for e, _ in found), tuple(text for _, text in found), tuple(unreadable))


def line(entry: Entry) -> str:
    """Return an entry as one line of ASCII, without its end."""
    return as_json(asdict(entry))


def entry_of(report: Report) -> Entry:
    """Return what later runs have to know of this one."""
    became = {rule.id: outcome(rule) for rule in selected_rules(report)}
    subject = report.subject
    return Entry(
        run=report.run,
        started=report.started.astimezone(dt.UTC),
        seconds=round(report.seconds, 3),
        service=visible(report.service),
        target=visible(report.target),
        verdict=report.verdict.decision.value,
        subject={
            "images": tuple(map(visible, subject.digests)),
            "revision": visible(subject.revision),
            "version": visible(subject.version),
            "configuration": visible(subject.configuration),
        },
        scope={
            "selected": len(report.scope.selected),
            "not_promised": len(report.scope.not_promised),
            "not_possible": len(report.scope.not_possible),
            "deselected": len(report.scope.deselected),
        },
        outcomes={rule: was for rule, was in became.items() if was != PASSED},
        passed=tuple(rule for rule, was in became.items() if was == PASSED),
        experiments=dict(report.experiments),
        quantiles=tuple(_quantiles(report)),
    )


def _quantiles(report: Report) -> Iterator[Quantile]:
    """Yield each quantile once, however many rules judged it; a load that was to be doubted measured none."""
    seen = set()
    for finding in (rule.finding for rule in report.rules if outcome(rule) in _TOLD):
        for value in (finding.evidence if finding else {}).values():
            found = drawn(value)
            for row in found.rows if isinstance(found, LatencyQuantiles) else ():
                if (row.journey, row.quantile) not in seen and math.isfinite(row.seconds):
                    seen.add((row.journey, row.quantile))
                    yield Quantile(
                        visible(row.journey), row.quantile, round(row.seconds, 6), row.budget_seconds
                    )


@cache
def _entries() -> TypeAdapter[Entry]:
    return TypeAdapter(Entry)
