"""Count the records that a request caused, by their form: with its id, with none, with another's. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gonogo.suites.security.observations.identified import Written
from gonogo.suites.security.records import Record, carries, form_of

_LINE_CHARACTERS = 300

Told = tuple[str, Record]
"""A record, and whose log it is in."""


@dataclass(frozen=True)
class Sent:
    """One request: a mark that no other one has, and the ids by which its records are known."""

    mark: str
    ids: tuple[str, ...]


@dataclass(frozen=True)
class Window:
    """What was written while these requests were sent, and a moment longer."""

    sent: tuple[Sent, ...]
    records: tuple[Told, ...]


def forms(records: Iterable[Told], names: tuple[str, ...]) -> Counter[tuple[str, str]]:
    """Count records by log and form."""
    return Counter((log, form_of(found, names)) for log, found in records)


def written(
    what: str,
    alone: Window,
    at_once: Window,
    before: Sequence[Sent],
    names: tuple[str, ...],
    unasked: Counter[tuple[str, str]],
) -> tuple[Written, ...]:
    """Return a row for each form; none where the id of a request is not known, since its records are not."""
    if not all(sent.ids for sent in (*alone.sent, *at_once.sent)):
        return ()
    rows = forms((*alone.records, *at_once.records), names)
    return tuple(_row(what, row, alone, at_once, before, names, unasked[row]) for row in rows)


def _row(
    what: str,
    row: tuple[str, str],
    alone: Window,
    at_once: Window,
    before: Sequence[Sent],
    names: tuple[str, ...],
    unasked: int,
) -> Written:
    first, second = (_of_form(window, row, names) for window in (alone, at_once))
    known = [*before, *alone.sent, *at_once.sent]
    old = _again_and_again((*first, *second), before, names) or _held(second, alone, at_once, names)
    strays = [_astray(records, known, old, names) for records in (first, second)]
    marked = [
        found for sent in (*alone.sent, *at_once.sent) for found in (*first, *second)
        if sent.mark in found.text.partition("\n")[0] and not carries(found, sent.ids, names)
    ]  # fmt: skip
    shown = next(iter((*strays[0], *strays[1], *marked, *first, *second)))
    return Written(
        what=what,
        log=row[0],
        form=row[1],
        line=shown.text[:_LINE_CHARACTERS],
        alone=_each(first, alone.sent, names),
        at_once=_each(second, at_once.sent, names),
        astray_alone=len(strays[0]),
        astray_at_once=len(strays[1]),
        marked=len(marked),
        unasked=unasked,
    )


def _of_form(window: Window, row: tuple[str, str], names: tuple[str, ...]) -> list[Record]:
    return [found for log, found in window.records if (log, form_of(found, names)) == row]


def _each(records: list[Record], sent: Sequence[Sent], names: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(sum(carries(found, one.ids, names) for found in records) for one in sent)


def _again_and_again(
    records: Sequence[Record], before: Sequence[Sent], names: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the ids of the earlier request that most of them carry: what is late has those of many."""
    often = Counter(one.ids for one in before for found in records if carries(found, one.ids, names))
    return often.most_common(1)[0][0] if often else ()


def _held(
    records: Sequence[Record], alone: Window, at_once: Window, names: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the ids of the one request of before that all of the records of those at once carry.

    It was over by then: its id was kept, and what is late has those of several.
    """
    if len(records) < len(at_once.sent):
        return ()
    holding = (one.ids for one in alone.sent if all(carries(found, one.ids, names) for found in records))
    return next(holding, ())


def _astray(
    records: list[Record], known: Sequence[Sent], old: tuple[str, ...], names: tuple[str, ...]
) -> list[Record]:
    every = tuple(one for sent in known for one in sent.ids)
    return [r for r in records if carries(r, old, names) or not carries(r, every, names)]
