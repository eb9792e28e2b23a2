"""The page of the last ninety nights: self-contained, without a script; everything foreign is escaped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from gonogo.reports.entry import Entry
from gonogo.reports.text import counted, visible
from gonogo.reports.trend.chart import Chart, chart
from gonogo.reports.trend.drift import FEWEST
from gonogo.reports.trend.look import Seen, look
from gonogo.reports.trend.nights import NIGHTS, Place, date_of, places, series

_STRIP = {"GO": "good", "HOLD": "hold", "NO-GO": "bad"}


@dataclass(frozen=True)
class Shown:
    """A service on a target: verdicts as (tone, what is said of it), and its series, what moves first."""

    place: Place
    verdicts: tuple[tuple[str, str], ...]
    counts: tuple[tuple[str, int], ...]
    drawn: tuple[tuple[Seen, Chart], ...]
    sentences: tuple[str, ...]

    @property
    def looked_at(self) -> str:
        """How many series are long enough to tell a drift, and how many are not."""
        short = sum(len(seen.series.values) < FEWEST for seen, _ in self.drawn)
        few = f", {short} of fewer than {FEWEST} nights" if short else ""
        return f"{len(self.drawn) - short} series looked at{few}"

    @property
    def told(self) -> tuple[str, ...]:
        """The sentences; where there is none, that nothing moves, or that nobody could tell."""
        if self.sentences:
            return self.sentences
        if any(len(seen.series.values) >= FEWEST for seen, _ in self.drawn):
            return ("nothing changed, and nothing drifts",)
        return (f"too few nights to tell: {FEWEST} are needed",)


def shown(entries: Iterable[Entry]) -> tuple[Shown, ...]:
    """Return what the page shows, and what a terminal says."""
    return tuple(_shown(place) for place in places(entries))


def render(found: tuple[Shown, ...], notes: Iterable[str] = ()) -> str:
    """Return the page. Its template is trend.html.j2, beside this file."""
    return _template().render(shown=found, notes=list(notes), nights=NIGHTS, counted=counted)


def _shown(place: Place) -> Shown:
    seen = sorted((look(one) for one in series(place.nights)), key=lambda one: one.rank)
    verdicts = tuple((_STRIP.get(n.verdict, "hold"), _verdict(n)) for n in place.nights)
    counts = Counter(night.verdict for night in place.nights)
    return Shown(
        place,
        verdicts,
        tuple((verdict, counts[verdict]) for verdict in sorted(counts)),
        tuple((one, chart(one)) for one in seen),
        tuple(sentence for one in seen for sentence in one.sentences()),
    )


def _verdict(night: Entry) -> str:
    """Say a night in a line: date, verdict, and up to three rules that did not pass."""
    rules = ", ".join(f"{rule} {was}" for rule, was in list(night.outcomes.items())[:3])
    more = len(night.outcomes) - 3
    rest = f", and {more} more" if more > 0 else ""
    return f"{date_of(night)} {night.verdict}{': ' if rules else ''}{rules}{rest}"


def _safe(value: Any) -> Any:
    return visible(value) if type(value) is str else value


@cache
def _template() -> Template:
    here = Path(__file__).parent
    environment = Environment(
        loader=FileSystemLoader([here, here.parent]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_safe,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("trend.html.j2")
